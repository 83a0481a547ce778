// Package config is everything an administrator can set, as one typed struct:
// defaults from default.yaml (embedded, commented, the source of
// docs/configuration.md), then a file, then the environment.
//
// It refuses to guess: a key it does not know, a value it cannot use and a
// combination that cannot work stop the start with a sentence that says what
// to do. It reads no clock and opens no connection.
package config

import (
	"net/url"
	"time"
)

// Config is the whole configuration. A key is the path of its yaml tags
// ("oidc.client_id"), its environment variable the same in capitals
// (RAPPORTEUR_OIDC_CLIENT_ID). What each means is written in default.yaml.
type Config struct {
	Listen         string    `yaml:"listen"`
	PublicURL      string    `yaml:"public_url"`
	Data           string    `yaml:"data"`
	Demo           bool      `yaml:"demo"`
	DemoAsAt       time.Time `yaml:"demo_as_at"` // zero means today
	AdminEmail     string    `yaml:"admin_email"`
	TrustedProxies []string  `yaml:"trusted_proxies"` // CIDR

	Log        Log        `yaml:"log"`
	MongoDB    MongoDB    `yaml:"mongodb"`
	OIDC       OIDC       `yaml:"oidc"`
	Mail       Mail       `yaml:"mail"`
	HTTP       HTTP       `yaml:"http"`
	Rate       Rates      `yaml:"rate"`
	Session    Session    `yaml:"session"`
	Token      Token      `yaml:"token"`
	Invitation Invitation `yaml:"invitation"`
	Upload     Upload     `yaml:"upload"`
	Collab     Collab     `yaml:"collab"`
	Meeting    Meeting    `yaml:"meeting"`
	Calendar   Calendar   `yaml:"calendar"`
	Review     Review     `yaml:"review"`
	Pilot      Pilot      `yaml:"pilot"`
	Oversight  Oversight  `yaml:"oversight"`
}

// Log says how much is written, and for whom.
type Log struct {
	Level  string `yaml:"level"`  // debug, info, warn or error
	Format string `yaml:"format"` // text or json
}

// MongoDB is the home of the data where URI is not empty.
type MongoDB struct {
	URI      string `yaml:"uri" secret:"true"`
	Database string `yaml:"database"`
}

// OIDC is the provider people sign in with.
type OIDC struct {
	Issuer       string `yaml:"issuer"`
	ClientID     string `yaml:"client_id"`
	ClientSecret string `yaml:"client_secret" secret:"true"`

	Timeout   time.Duration `yaml:"timeout"`
	ClockSkew time.Duration `yaml:"clock_skew"`
}

// Mail is the relay that carries mail; without a host links are shown to copy.
type Mail struct {
	Host     string `yaml:"host"`
	Port     int    `yaml:"port"`
	From     string `yaml:"from"`
	Username string `yaml:"username"`
	Password string `yaml:"password" secret:"true"`
	TLS      string `yaml:"tls"` // required, opportunistic or none

	Timeout time.Duration `yaml:"timeout"`
	Retry   time.Duration `yaml:"retry"`
	GiveUp  time.Duration `yaml:"give_up"`
}

// HTTP bounds one request.
type HTTP struct {
	Body       Bytes         `yaml:"body"`
	ReadHeader time.Duration `yaml:"read_header"`
	Read       time.Duration `yaml:"read"`
	Upload     time.Duration `yaml:"upload"`
	Write      time.Duration `yaml:"write"`
	Idle       time.Duration `yaml:"idle"`
	Drain      time.Duration `yaml:"drain"`
}

// Rates are the request limits, each per person or, where nobody is signed
// in, per address.
type Rates struct {
	General Rate `yaml:"general"`
	SignIn  Rate `yaml:"sign_in"`
	Upload  Rate `yaml:"upload"`
	Invite  Rate `yaml:"invite"`
}

// Rate lets Burst requests through at once and PerMinute in the long run.
type Rate struct {
	PerMinute int `yaml:"per_minute"`
	Burst     int `yaml:"burst"`
}

// Session bounds how long a sign-in lasts.
type Session struct {
	Lifetime  time.Duration `yaml:"lifetime"`
	Idle      time.Duration `yaml:"idle"`
	SeenEvery time.Duration `yaml:"seen_every"`
	SignIn    time.Duration `yaml:"sign_in"`
}

// Token bounds personal access tokens.
type Token struct {
	Lifetime    time.Duration `yaml:"lifetime"`
	MaxLifetime time.Duration `yaml:"max_lifetime"`
	PerPerson   int           `yaml:"per_person"`
}

// Invitation bounds the links that bring people in.
type Invitation struct {
	Lifetime time.Duration `yaml:"lifetime"`
}

// Upload bounds images and papers.
type Upload struct {
	Image      Bytes `yaml:"image"`
	Megapixels int   `yaml:"megapixels"`
	Paper      Bytes `yaml:"paper"`
	Total      Bytes `yaml:"total"`
}

// Collab bounds the live documents and their sockets.
type Collab struct {
	Update           Bytes         `yaml:"update"`
	Paste            Bytes         `yaml:"paste"`
	Structs          int           `yaml:"structs"`
	Nesting          int           `yaml:"nesting"`
	Pending          Bytes         `yaml:"pending"`
	Document         Bytes         `yaml:"document"`
	Tick             time.Duration `yaml:"tick"`
	CompactEntries   int           `yaml:"compact_entries"`
	CompactBytes     Bytes         `yaml:"compact_bytes"`
	Awareness        Bytes         `yaml:"awareness"`
	AwarenessIDs     int           `yaml:"awareness_ids"`
	AwarenessRate    int           `yaml:"awareness_rate"`
	QueueBytes       Bytes         `yaml:"queue_bytes"`
	QueueMessages    int           `yaml:"queue_messages"`
	PendingDocuments int           `yaml:"pending_documents"`
	Authorise        time.Duration `yaml:"authorise"`
	Ping             time.Duration `yaml:"ping"`
	Silence          time.Duration `yaml:"silence"`
	PerPerson        int           `yaml:"per_person"`
	Recheck          time.Duration `yaml:"recheck"`
	Sockets          int           `yaml:"sockets"`
	SlowReader       Bytes         `yaml:"slow_reader"`
	FramesPerSecond  int           `yaml:"frames_per_second"`
	FrameBurst       int           `yaml:"frame_burst"`
	Linger           time.Duration `yaml:"linger"`
	Patience         time.Duration `yaml:"patience"`
	RelayLenience    time.Duration `yaml:"relay_lenience"`
	SessionGap       time.Duration `yaml:"session_gap"`
	FeedRemembered   int           `yaml:"feed_remembered"`
}

// Meeting bounds the planning of meetings and what hangs on one.
type Meeting struct {
	Occurrences int           `yaml:"occurrences"`
	Horizon     time.Duration `yaml:"horizon"`
	Zones       int           `yaml:"zones"`
	AgendaItems int           `yaml:"agenda_items"`
	Corrections int           `yaml:"corrections"`
}

// Oversight says from when on something needs the secretariat's attention.
type Oversight struct {
	SilentAfter  time.Duration `yaml:"silent_after"`
	RecentSlip   time.Duration `yaml:"recent_slip"`
	AnswerWithin time.Duration `yaml:"answer_within"`
}

// Pilot bounds what is written about a pilot, and says when a report is late.
type Pilot struct {
	ReportDueDay int `yaml:"report_due_day"`
	Officials    int `yaml:"officials"`
	Entries      int `yaml:"entries"`
	Questions    int `yaml:"questions"`
	Short        int `yaml:"short"`
	Text         int `yaml:"text"`
}

// Review bounds what is said about a text.
type Review struct {
	Comments int `yaml:"comments"`
	Text     int `yaml:"text"`
}

// Calendar bounds the feeds that calendars subscribe to.
type Calendar struct {
	FeedsPerPerson int           `yaml:"feeds_per_person"`
	Past           time.Duration `yaml:"past"`
	Meetings       int           `yaml:"meetings"`
}

// Bytes is a size. In files and variables it is written "10 MiB", "4 KiB" or
// as a plain number of bytes.
type Bytes int64

// Public gives PublicURL parsed; Load has checked that it can be.
func (c Config) Public() *url.URL {
	u, err := url.Parse(c.PublicURL)
	if err != nil {
		return &url.URL{}
	}
	return u
}

// Secure reports whether people reach us by https, so that cookies and
// headers may insist on it.
func (c Config) Secure() bool { return c.Public().Scheme == "https" }
