package notify

import (
	"fmt"
	"time"

	"golang.org/x/text/language"
)

// Invitation is what the letter of an invitation tells.
type Invitation struct {
	To       string
	Locale   string
	Inviter  string // name; "" where the program itself invites
	Group    string // name; "" for an office
	Title    string // of the seat, as the group calls it; or of the office
	URL      string
	Ends     time.Time
	Platform string // our address, to say why the reader gets this
}

// invitationWords are sentences with gaps, by language.
type invitationWords struct {
	subjectGroup, subjectOffice    string // group | –
	byGroup, byOffice              string // inviter, title, group | inviter, title
	plainGroup, plainOffice        string // title, group | title
	how, label, ends, mistake, why string // – | – | date | – | address
	offices                        map[string]string
	months                         [12]string
	date                           string // day, month, year
}

var invitationIn = map[string]invitationWords{
	"en": {
		subjectGroup: "Invitation to %s", subjectOffice: "Invitation to Rapporteur",
		byGroup: "%s invites you to take the seat “%s” in %s.", byOffice: "%s invites you to be %s of this installation of Rapporteur.",
		plainGroup: "You are invited to take the seat “%s” in %s.", plainOffice: "You are invited to be %s of this installation of Rapporteur.",
		how:   "Open the link, sign in with the account of your organisation, and you will be asked whether to accept. Opening it commits you to nothing.",
		label: "Open the invitation", ends: "The link works once, until %s (UTC).",
		mistake: "If you did not expect this, do nothing: without you the invitation has no effect.",
		why:     "You get this because somebody wrote your address into Rapporteur at %s.",
		offices: map[string]string{"admin": "administrator", "secretariat": "secretariat"},
		months:  [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		date:    "%d %s %d",
	},
	"fr": {
		subjectGroup: "Invitation à rejoindre %s", subjectOffice: "Invitation à rejoindre Rapporteur",
		byGroup: "%s vous invite à occuper le siège « %s » dans %s.", byOffice: "%s vous invite à assurer la fonction « %s » de cette installation de Rapporteur.",
		plainGroup: "On vous invite à occuper le siège « %s » dans %s.", plainOffice: "On vous invite à assurer la fonction « %s » de cette installation de Rapporteur.",
		how:   "Ouvrez le lien, connectez-vous avec le compte de votre organisation, et l’on vous demandera si vous acceptez. L’ouvrir ne vous engage à rien.",
		label: "Ouvrir l’invitation", ends: "Le lien fonctionne une seule fois, jusqu’au %s (UTC).",
		mistake: "Si vous ne vous y attendiez pas, ne faites rien : sans vous, l’invitation reste sans effet.",
		why:     "Vous recevez ce message parce que quelqu’un a saisi votre adresse dans Rapporteur, à l’adresse %s.",
		offices: map[string]string{"admin": "administration", "secretariat": "secrétariat"},
		months:  [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		date:    "%d %s %d",
	},
	"ar": {
		subjectGroup: "دعوة إلى %s", subjectOffice: "دعوة إلى Rapporteur",
		byGroup: "يدعوك %s إلى شغل المقعد «%s» في %s.", byOffice: "يدعوك %s إلى تولّي مهمة «%s» في هذه النسخة من Rapporteur.",
		plainGroup: "أنت مدعو إلى شغل المقعد «%s» في %s.", plainOffice: "أنت مدعو إلى تولّي مهمة «%s» في هذه النسخة من Rapporteur.",
		how:   "افتح الرابط وسجّل الدخول بحساب مؤسستك، ثم ستُسأل هل تقبل. فتح الرابط لا يُلزمك بشيء.",
		label: "افتح الدعوة", ends: "يعمل الرابط مرة واحدة، حتى %s (بالتوقيت العالمي).",
		mistake: "إن لم تكن تتوقع هذه الرسالة فلا تفعل شيئًا: لا أثر للدعوة من دونك.",
		why:     "وصلتك هذه الرسالة لأن أحدًا كتب عنوانك في Rapporteur على %s.",
		offices: map[string]string{"admin": "إدارة النظام", "secretariat": "الأمانة"},
		months:  [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
		date:    "%d %s %d",
	},
}

// written are the languages letters are written in; the first stands in for any other.
var written = []language.Tag{language.English, language.French, language.Arabic}

var matcher = language.NewMatcher(written)

// languageOf gives the language a letter is written in for somebody of this locale.
func languageOf(locale string) string {
	tag, err := language.Parse(locale)
	if err != nil {
		return "en"
	}
	_, at, _ := matcher.Match(tag)
	return written[at].String()
}

// InvitationLetter words an invitation.
func InvitationLetter(i Invitation) Letter {
	lang := languageOf(i.Locale)
	w := invitationIn[lang]
	l := Letter{To: i.To, Locale: lang, Act: &Act{Label: w.label, URL: i.URL}, Why: fmt.Sprintf(w.why, i.Platform)}
	title := i.Title
	if word := w.offices[title]; i.Group == "" && word != "" {
		title = word
	}
	var first string
	switch {
	case i.Group != "" && i.Inviter != "":
		first = fmt.Sprintf(w.byGroup, i.Inviter, title, i.Group)
	case i.Group != "":
		first = fmt.Sprintf(w.plainGroup, title, i.Group)
	case i.Inviter != "":
		first = fmt.Sprintf(w.byOffice, i.Inviter, title)
	default:
		first = fmt.Sprintf(w.plainOffice, title)
	}
	l.Subject = w.subjectOffice
	if i.Group != "" {
		l.Subject = fmt.Sprintf(w.subjectGroup, i.Group)
	}
	ends := i.Ends.UTC()
	l.Lines = []string{first, w.how}
	l.After = []string{fmt.Sprintf(w.ends, fmt.Sprintf(w.date, ends.Day(), w.months[ends.Month()-1], ends.Year())), w.mistake}
	return l
}
