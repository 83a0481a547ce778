package identity

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// secretBytes makes 256 bits of randomness: nobody guesses one, so a plain
// hash is enough to keep it by.
const secretBytes = 32

// maxSecret bounds what is hashed on behalf of somebody unknown.
const maxSecret = 256

// newSecret gives a random word that is good in an address, a cookie and a head.
func newSecret(random io.Reader) (string, error) {
	b := make([]byte, secretBytes)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("draw a secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

// digest is all that is kept of a secret.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// derive makes a further secret for one use out of one that is not kept here.
func derive(secret, use string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(use))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// seal locks text with a secret that is not kept here, so that what is stored
// is of no use to whoever reads the store.
func seal(random io.Reader, secret, text string) ([]byte, error) {
	box, err := lock(secret)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, box.NonceSize())
	if _, err := io.ReadFull(random, nonce); err != nil {
		return nil, fmt.Errorf("draw a nonce: %w", err)
	}
	return box.Seal(nonce, nonce, []byte(text), nil), nil
}

var errSealed = errors.New("the secret does not open this")

func unseal(secret string, sealed []byte) (string, error) {
	box, err := lock(secret)
	if err != nil {
		return "", err
	}
	if len(sealed) < box.NonceSize() {
		return "", errSealed
	}
	text, err := box.Open(nil, sealed[:box.NonceSize()], sealed[box.NonceSize():], nil)
	if err != nil {
		return "", errSealed
	}
	return string(text), nil
}

func lock(secret string) (cipher.AEAD, error) {
	key := sha256.Sum256([]byte("seal\x00" + secret))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, fmt.Errorf("make a cipher: %w", err)
	}
	return cipher.NewGCM(block)
}
