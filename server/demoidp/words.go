package demoidp

// words is the page in one language.
type words struct {
	Self, Title, Lead, Sample, Demo, Back, RealTitle, Real, Beside, Language, OldTitle, Old, OldBack string
}

// catalogue is small and of this page alone, so it stands here and not with
// the client's.
var catalogue = map[string]words{
	"en": {
		Self:      "English",
		Title:     "Who are you today?",
		Lead:      "This is the demo workspace. Choose a person; no password is asked.",
		Sample:    "sample",
		Demo:      "Demo sign-in: it lets anybody in as anybody, and answers on this machine only.",
		Back:      "Go back without signing in",
		RealTitle: "In a real workspace",
		Real:      "You sign in with your organisation’s account, by link. There is no password here to forget and no puzzle to solve.",
		Beside:    "About this workspace",
		Language:  "Language",
		OldTitle:  "This page is too old",
		Old:       "Signing in was begun too long ago, was finished already, or the demo has been started anew since.",
		OldBack:   "Begin again",
	},
	"fr": {
		Self:      "Français",
		Title:     "Qui êtes-vous aujourd’hui ?",
		Lead:      "Ceci est l’espace de démonstration. Choisissez une personne ; aucun mot de passe n’est demandé.",
		Sample:    "exemple",
		Demo:      "Connexion de démonstration : elle laisse entrer n’importe qui, et ne répond que sur cette machine.",
		Back:      "Revenir sans se connecter",
		RealTitle: "Dans un véritable espace",
		Real:      "Vous vous connectez avec le compte de votre organisation, par un lien. Ici, pas de mot de passe à oublier ni d’énigme à résoudre.",
		Beside:    "À propos de cet espace",
		Language:  "Langue",
		OldTitle:  "Cette page est trop ancienne",
		Old:       "La connexion a été commencée il y a trop longtemps, est déjà terminée, ou la démonstration a redémarré depuis.",
		OldBack:   "Recommencer",
	},
	"ar": {
		Self:      "العربية",
		Title:     "من أنت اليوم؟",
		Lead:      "هذه مساحة العرض التجريبي. اختر شخصًا؛ لا تُطلب أي كلمة مرور.",
		Sample:    "مثال",
		Demo:      "تسجيل دخول تجريبي: يُدخل أيَّ شخص بأي صفة، ولا يجيب إلا على هذا الجهاز.",
		Back:      "العودة دون تسجيل الدخول",
		RealTitle: "في مساحة عمل حقيقية",
		Real:      "تسجّل الدخول بحساب مؤسستك عبر رابط. لا كلمة مرور تُنسى هنا ولا لغز يُحل.",
		Beside:    "حول هذه المساحة",
		Language:  "اللغة",
		OldTitle:  "هذه الصفحة قديمة جدًا",
		Old:       "بدأ تسجيل الدخول منذ وقت طويل، أو اكتمل بالفعل، أو أُعيد تشغيل العرض التجريبي منذ ذلك الحين.",
		OldBack:   "ابدأ من جديد",
	},
}
