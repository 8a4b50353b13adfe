import type { DemoPage } from "./page";
import { HallPicture, MillPicture, TablePicture } from "./pictures";
import { Card, Cards, Facts, Figure, Lead, Prices, Questions } from "./pieces";

const language = "de";

export const germanPages: DemoPage[] = [
  {
    path: "de",
    title: "Alder Mill auf Deutsch",
    description: "Eine Wassermühle in Wexcombe mit Räumen für Feste, Restaurant und Laden.",
    language,
    updated: "2026-10-12",
    body: (
      <>
        <header className="hero">
          <div>
            <h1>Eine Mühle für die Tage, an die man sich erinnert</h1>
            <Lead>
              Alder Mill mahlt seit 1794 Mehl am Fluss Wex. Heute ist sie auch ein Ort für Hochzeiten, Feste und
              Tagungen, mit dem Restaurant The Sluice und einem Laden.
            </Lead>
          </div>
          <MillPicture />
        </header>
        <Cards>
          <Card href="/demo/de/raeume" title="Räume und Preise" picture={<HallPicture />}>
            Vier Räume für 12 bis 220 Gäste.
          </Card>
          <Card href="/demo/de/restaurant" title="Restaurant" picture={<TablePicture />}>
            Mittag- und Abendessen von Mittwoch bis Samstag, sonntags ein langes Mittagessen.
          </Card>
          <Card href="/demo/de/fragen" title="Häufige Fragen" picture={<MillPicture />}>
            Parken, Hunde, Allergien und Lieferung.
          </Card>
        </Cards>
        <p>Auf Deutsch hilft Ihnen Jonas im Veranstaltungsbüro: 01632 960143 oder events@aldermill.example.</p>
      </>
    ),
  },
  {
    path: "de/raeume",
    title: "Räume und Preise",
    description: "Wie viele Gäste in jeden Raum passen, was er kostet und was dabei ist.",
    language,
    updated: "2026-10-01",
    body: (
      <>
        <h1>Räume und Preise</h1>
        <Lead>
          Die Preise gelten für einen Tag von 9:00 Uhr bis Mitternacht, mit Mehrwertsteuer, von April bis Oktober.
        </Lead>
        <Prices
          head={["Raum", "Essen im Sitzen", "Stehend", "Montag–Donnerstag", "Freitag oder Sonntag", "Samstag"]}
          rows={[
            ["Weir Hall", "180 Gäste", "240 Gäste", "1.450 £", "2.100 £", "3.200 £"],
            ["Gewächshaus (Glasshouse)", "90 Gäste", "120 Gäste", "850 £", "1.250 £", "1.900 £"],
            ["Dachboden (Loft)", "40 Gäste", "60 Gäste", "380 £", "480 £", "620 £"],
            ["Obstgarten (Orchard), Mai bis September", "220 Gäste", "350 Gäste", "1.200 £", "1.600 £", "2.300 £"],
          ]}
        />
        <h2>Anzahlung und Zahlung</h2>
        <p>
          Mit einer Anzahlung von 25 % ist der Termin fest gebucht. Der Rest ist 28 Tage vor der Feier fällig. Ohne
          Anzahlung halten wir einen Termin zehn Tage lang frei.
        </p>
        <h2>Hochzeiten</h2>
        <p>
          Wir richten nur eine Hochzeit am Tag aus. In der Weir Hall und im Gewächshaus kann man standesamtlich
          heiraten. Die Musik endet um 23:45 Uhr. Eigenen Wein dürfen Sie mitbringen, das Korkgeld beträgt 15 £ je
          Flasche.
        </p>
        <h2>Stornierung</h2>
        <p>
          Bei einer Absage mehr als 180 Tage vorher zahlen Sie nur 150 £. Zwischen 90 und 180 Tagen behalten wir die
          Anzahlung, zwischen 28 und 89 Tagen ist die Hälfte fällig, danach der volle Preis.
        </p>
      </>
    ),
  },
  {
    path: "de/restaurant",
    title: "Restaurant The Sluice",
    description: "Öffnungszeiten, Reservierung und Allergien im Restaurant.",
    language,
    updated: "2026-11-01",
    body: (
      <>
        <h1>Restaurant The Sluice</h1>
        <Figure>
          <TablePicture />
        </Figure>
        <Facts
          rows={[
            ["Mittagessen", "Mittwoch bis Samstag, 12:00–14:30 Uhr"],
            ["Abendessen", "Mittwoch bis Samstag, 18:00–21:30 Uhr"],
            ["Sonntag", "12:00–16:00 Uhr"],
            ["Geschlossen", "Montag und Dienstag"],
            ["Mittagsmenü", "Mittwoch bis Freitag: zwei Gänge 22 £, drei Gänge 27 £"],
          ]}
        />
        <h2>Reservieren</h2>
        <p>
          Tische können Sie bis zu 90 Tage im Voraus unter 01632 960142 reservieren. Ab sieben Personen bitten wir um
          eine Anzahlung von 10 £ je Person. Bis 24 Stunden vorher können Sie kostenlos absagen.
        </p>
        <h2>Allergien</h2>
        <p>
          Erdnüsse und Sesam verwenden wir in der Küche nicht. Weil hier Mehl gemahlen wird, sind unsere Speisen für
          Gäste mit Zöliakie nicht geeignet. Vegane Gerichte gibt es immer.
        </p>
      </>
    ),
  },
  {
    path: "de/fragen",
    title: "Häufige Fragen",
    description: "Kurze Antworten zu Besuch, Hunden, Parken und Bestellungen.",
    language,
    updated: "2026-11-03",
    body: (
      <>
        <h1>Häufige Fragen</h1>
        <Questions
          items={[
            ["Gibt es Parkplätze?", "Ja, 70 kostenlose Plätze und vier Ladepunkte mit 11 kW für Elektroautos."],
            [
              "Darf ich meinen Hund mitbringen?",
              "Ja, an der Leine: im Garten, im Laden, in der Bar und auf der Terrasse, aber nicht im Speisesaal.",
            ],
            [
              "Was kostet der Eintritt?",
              "Der Eintritt ist frei. Führungen am Sonntag um 14:00 Uhr kosten 6 £, für Kinder 3 £.",
            ],
            [
              "Liefern Sie nach Deutschland?",
              "Nein, nur innerhalb des Vereinigten Königreichs. Gutscheine schicken wir per E-Mail überallhin.",
            ],
            [
              "Wie komme ich mit dem Zug zur Mühle?",
              "Vom Bahnhof Wexcombe sind es zwölf Minuten zu Fuß am Fluss entlang.",
            ],
            [
              "Kann ich etwas zurückgeben?",
              "Ja, innerhalb von 30 Tagen, wenn es ungeöffnet ist. Das Rücksendeetikett kostet 3,50 £.",
            ],
          ]}
        />
      </>
    ),
  },
];
