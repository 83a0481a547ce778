package pilot

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// locodeForm is UNECE Recommendation 16: a country and three letters or
// digits; 0 and 1 are not used, so that they are not read as O and I.
var locodeForm = regexp.MustCompile(`^[A-Z]{2} [A-Z2-9]{3}$`)

// clean trims what was written of a city, and says what cannot be true.
func (c City) clean(w *wrongs, most int) City {
	c.Name, c.Region = strings.TrimSpace(c.Name), strings.TrimSpace(c.Region)
	c.Country = strings.ToUpper(strings.TrimSpace(c.Country))
	c.Locode = strings.ToUpper(strings.Join(strings.Fields(c.Locode), " "))
	if len(c.Locode) == 5 {
		c.Locode = c.Locode[:2] + " " + c.Locode[2:]
	}
	if c.Name == "" {
		w.at("/city/name", "Name the city.")
	}
	w.tooLong("/city/name", c.Name, most)
	w.tooLong("/city/region", c.Region, most)
	if region, err := language.ParseRegion(c.Country); c.Country != "" && (err != nil || !region.IsCountry()) {
		w.at("/city/country", "Write the two letters of a country, such as CH.")
	}
	switch {
	case c.Locode == "":
	case !locodeForm.MatchString(c.Locode):
		w.at("/city/locode", "Write a UN/LOCODE, such as CH GVA.")
	case c.Country == "":
		c.Country = c.Locode[:2]
	case c.Locode[:2] != c.Country:
		w.at("/city/locode", "This UN/LOCODE is of another country.")
	}
	if c.Population != "" && !slices.Contains(bands, c.Population) {
		w.at("/city/population", "Choose one of the bands.")
	}
	for i, tag := range c.Languages {
		if _, err := language.Parse(tag); err != nil || i >= most {
			w.at("/city/languages", "Write languages as en, fr or ar.")
			break
		}
	}
	return c
}
