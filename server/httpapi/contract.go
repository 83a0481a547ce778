package httpapi

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/labstack/echo/v4"
)

//go:embed openapi.yaml
var contractYAML []byte

// contract is openapi.yaml, read once, with its operations by echo's route.
type contract struct {
	routes map[string]*route // "GET /api/groups/:id"
}

// route is one operation and what the door has to know of it.
type route struct {
	*routers.Route
	public  bool      // anybody may call it: `security: []`
	uploads bool      // its body is a stream that is not held in memory
	rate    RateClass // what it counts against
}

// ours are the extensions of an operation that steer the door.
const (
	rateExtension   = "x-rate"
	uploadExtension = "x-upload"
)

var pathParameter = regexp.MustCompile(`\{([^}]+)\}`)

func readContract(content []byte) (*contract, error) {
	spec, err := openapi3.NewLoader().LoadFromData(content)
	if err != nil {
		return nil, err
	}
	if err := spec.Validate(context.Background()); err != nil {
		return nil, err
	}
	c := &contract{routes: map[string]*route{}}
	for path, item := range spec.Paths.Map() {
		for method, operation := range item.Operations() {
			if err := checkExtensions(operation); err != nil {
				return nil, fmt.Errorf("%s %s: %w", method, path, err)
			}
			r := &route{rate: General, public: operation.Security != nil && len(*operation.Security) == 0}
			if name, ok := operation.Extensions[rateExtension].(string); ok {
				r.rate = RateClass(name)
			}
			r.uploads, _ = operation.Extensions[uploadExtension].(bool)
			// The validator reads a whole body into memory only to offer it to
			// an authentication function. guard has decided, so there is none.
			judged := *operation
			judged.Security = &openapi3.SecurityRequirements{}
			r.Route = &routers.Route{Spec: spec, Path: path, PathItem: item, Method: method, Operation: &judged}
			c.routes[method+" /api"+pathParameter.ReplaceAllString(path, ":$1")] = r
		}
	}
	return c, nil
}

// checkExtensions refuses a rate that is spelt wrong: it would be no limit.
func checkExtensions(o *openapi3.Operation) error {
	if v, ok := o.Extensions[rateExtension]; ok && !slices.Contains([]any{"general", "sign_in", "upload", "invite"}, v) {
		return fmt.Errorf("%s: %v is not a rate of the configuration", rateExtension, v)
	}
	if v, ok := o.Extensions[uploadExtension]; ok && v != true {
		return fmt.Errorf("%s: %v is not true", uploadExtension, v)
	}
	return nil
}

// route finds the operation a request met; nil where it is not in the contract.
func (c *contract) route(e echo.Context) *route {
	return c.routes[e.Request().Method+" "+e.Path()]
}

func (c *contract) serve(e echo.Context) error {
	e.Response().Header().Set(echo.HeaderCacheControl, "no-cache")
	return e.Blob(http.StatusOK, "application/yaml; charset=utf-8", contractYAML)
}

// parameters gives the values echo found in the path, by name.
func parameters(e echo.Context) map[string]string {
	values := map[string]string{}
	for _, name := range e.ParamNames() {
		values[strings.TrimPrefix(name, ":")] = e.Param(name)
	}
	return values
}
