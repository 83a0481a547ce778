package httpapi

import (
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"rapporteur/config"
	"rapporteur/server/fault"
)

// RateClass names a limit of the configuration that a request counts against.
type RateClass string

// The limits; see `rate` in config/default.yaml.
const (
	NoRate  RateClass = ""
	General RateClass = "general"
	SignIn  RateClass = "sign_in"
	Upload  RateClass = "upload"
	Invite  RateClass = "invite"
)

var errTooMany = fault.New(fault.TooMany, "request.too_many", "These are more requests than the server takes from one person. Wait a moment and try again.")

// forgetAfter is how long a caller is remembered who asks for nothing; by
// then every bucket is full again.
const forgetAfter = 10 * time.Minute

// limiter counts requests per class and per caller: a person or, where nobody
// is signed in, an address. Each node counts for itself.
type limiter struct {
	rates map[RateClass]config.Rate
	now   func() time.Time

	mu      sync.Mutex // guards buckets and swept
	buckets map[bucketKey]*bucket
	swept   time.Time
}

type bucketKey struct {
	class  RateClass
	caller string
}

type bucket struct {
	tokens *rate.Limiter
	used   time.Time
}

func newLimiter(r config.Rates, now func() time.Time) *limiter {
	return &limiter{
		rates:   map[RateClass]config.Rate{General: r.General, SignIn: r.SignIn, Upload: r.Upload, Invite: r.Invite},
		now:     now,
		buckets: map[bucketKey]*bucket{},
	}
}

// by limits everything it wraps to one class.
func (l *limiter) by(class RateClass) echo.MiddlewareFunc {
	return l.with(func(echo.Context) RateClass { return class })
}

// operation limits each operation to the class the contract gives it.
func (l *limiter) operation(c *contract) echo.MiddlewareFunc {
	return l.with(func(e echo.Context) RateClass {
		if route := c.route(e); route != nil {
			return route.rate
		}
		return General
	})
}

func (l *limiter) with(class func(echo.Context) RateClass) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			caller := actor(e.Request().Context()).Person
			if caller == "" {
				caller = e.RealIP()
			}
			if wait := l.take(class(e), caller); wait > 0 {
				e.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(int(wait/time.Second)+1))
				return errTooMany
			}
			return next(e)
		}
	}
}

// take counts one request and says how long to wait where it was one too many.
func (l *limiter) take(class RateClass, caller string) time.Duration {
	limit, ok := l.rates[class]
	if !ok {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.sweep(now)
	key := bucketKey{class, caller}
	b := l.buckets[key]
	if b == nil {
		b = &bucket{tokens: rate.NewLimiter(rate.Limit(float64(limit.PerMinute)/60), limit.Burst)}
		l.buckets[key] = b
	}
	b.used = now
	r := b.tokens.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// sweep forgets callers who have been away, so that memory follows who is here.
func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < forgetAfter {
		return
	}
	l.swept = now
	for key, b := range l.buckets {
		if now.Sub(b.used) > forgetAfter {
			delete(l.buckets, key)
		}
	}
}
