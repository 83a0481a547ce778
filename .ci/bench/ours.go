package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// program is the built binary, seen from this folder.
const program = "../../bin/rapporteur"

// startOurs starts the built program on an empty data folder with the demo,
// and makes so many texts that a co-leader may write.
func startOurs(count int) (server process, token string, texts []string, err error) {
	binary, err := filepath.Abs(program)
	if err != nil {
		return server, "", nil, err
	}
	if _, err := os.Stat(binary); err != nil {
		return server, "", nil, fmt.Errorf("build it first, with make build: %w", err)
	}
	data, err := os.MkdirTemp("", "bench")
	if err != nil {
		return server, "", nil, err
	}
	env := []string{
		"RAPPORTEUR_DEMO=true", "RAPPORTEUR_LISTEN=" + oursAddress, "RAPPORTEUR_DATA=" + data, "RAPPORTEUR_LOG_LEVEL=error",
		// One person is everybody here, and types faster than people do.
		"RAPPORTEUR_COLLAB_PER_PERSON=5000", "RAPPORTEUR_COLLAB_FRAMES_PER_SECOND=5000",
		"RAPPORTEUR_RATE_GENERAL_BURST=5000",
	}
	if server, err = start(oursAddress, env, binary); err != nil {
		return server, "", nil, err
	}
	command := exec.Command(binary, "token", "-email", "warren.smith@example.org", "-ttl", "1h")
	command.Env = append(os.Environ(), env...)
	out, err := command.Output()
	if err != nil {
		return server, "", nil, fmt.Errorf("make a token: %w", err)
	}
	token = strings.TrimSpace(string(out))
	texts, err = makeTexts(token, count)
	return server, token, texts, err
}

func makeTexts(token string, count int) ([]string, error) {
	var groups struct {
		Items []struct {
			ID   string `json:"id"`
			Kind string `json:"kind"`
		} `json:"items"`
	}
	if err := ask(token, http.MethodGet, "/api/groups", nil, &groups); err != nil {
		return nil, err
	}
	var texts []string
	for _, g := range groups.Items {
		for len(texts) < count {
			var made struct {
				ID string `json:"id"`
			}
			body := map[string]any{"group": g.ID, "title": fmt.Sprintf("Load %d", len(texts)+1), "kind": "report"}
			if err := ask(token, http.MethodPost, "/api/deliverables", body, &made); err != nil {
				break // not a group this person leads
			}
			texts = append(texts, "deliverable/"+made.ID)
		}
	}
	if len(texts) < count {
		return nil, fmt.Errorf("made %d texts of %d", len(texts), count)
	}
	return texts, nil
}

func ask(token, method, path string, body, answer any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(method, "http://"+oursAddress+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		return fmt.Errorf("%s %s: %s", method, path, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(answer)
}
