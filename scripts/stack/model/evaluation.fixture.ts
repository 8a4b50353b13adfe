/** Pages of an invented guest house by a lake, and what visitors ask about it: the answering page, or null for none. */
export type Case = { language: "en" | "es" | "de"; question: string; page: string | null };

type Page = { title: string; text: string };

export const pages: Record<Case["language"], Record<string, Page>> = {
  en: {
    hours: {
      title: "Opening hours — Lakeside House",
      text: `Opening hours
The café is open daily from 8:30 to 18:00. The restaurant serves dinner from Thursday to Monday, 17:30 to 22:00; on Tuesdays and Wednesdays it is closed.
The boat hire opens at 10:00 from May to September.
We close the whole house from 6 to 31 January.`,
    },
    rooms: {
      title: "Function rooms — Lakeside House",
      text: `Function rooms
Room: Boathouse; Seated: 64 guests; Standing: 90 guests; Day hire: £540
Room: Library; Seated: 22 guests; Standing: 30 guests; Day hire: £260
Room: Lawn marquee; Seated: 140 guests; Standing: 200 guests; Day hire: £1,350
Every hire includes chairs, tables, linen and a projector. Music has to end at 23:30.
There is a ramp to the Boathouse; the Library is up a flight of fourteen stairs.`,
    },
    food: {
      title: "Food and allergies — Lakeside House",
      text: `Food and allergies
Our menu changes every week. Three courses cost £38, two courses £31.
Vegan dishes are on every menu. Tell us about allergies when you book: we keep a separate fryer for gluten-free food, but our desserts may contain traces of nuts.
Afternoon tea
Scones, sandwiches and cakes for two are £44 and must be ordered a day ahead.`,
    },
    cancel: {
      title: "Booking and cancelling — Lakeside House",
      text: `Booking and cancelling
We ask for a deposit of 20 % to confirm a date. The balance is due two weeks before your event.
If you cancel more than 60 days before the event we return the deposit in full. After that we keep it, and in the last 14 days the whole amount is payable.
Tables for fewer than eight people can be cancelled until noon on the day.`,
    },
    travel: {
      title: "How to find us — Lakeside House",
      text: `How to find us
Lakeside House, 12 Shore Road, Elmwater.
- By train: Elmwater Halt is 900 metres away; trains run every hour
- By car: follow the A684 and turn left at the church
- Parking: 45 spaces behind the house, £4 for the whole day, free for overnight guests
- Charging: two points for electric cars
Ring us on 01632 960771 if you are lost.`,
    },
    shop: {
      title: "Farm shop and delivery — Lakeside House",
      text: `Farm shop and delivery
Jams, honey and smoked trout from our neighbours. Orders over £35 are delivered free within ten miles; smaller ones cost £3.50.
Orders leave us on Tuesdays and Fridays.
Can I return something?
Yes, unopened jars within three weeks, with the receipt. Fresh fish can't be returned.
Can I buy a gift card?
Yes, in the shop or by e-mail, for any amount from £10. It is valid for three years.`,
    },
  },
  es: {
    hours: {
      title: "Horario — Hacienda El Olivar",
      text: `Horario
El restaurante abre de miércoles a domingo, de 13:30 a 16:00 y de 20:30 a 23:30. Los lunes y martes permanece cerrado.
La tienda de aceite está abierta todos los días de 10:00 a 19:00.
En agosto cerramos las dos primeras semanas.`,
    },
    rooms: {
      title: "Espacios para eventos — Hacienda El Olivar",
      text: `Espacios para eventos
Espacio: Patio de los Naranjos; Sentados: 180 invitados; De pie: 250 invitados; Alquiler: 1.900 €
Espacio: Salón de la Almazara; Sentados: 75 invitados; De pie: 110 invitados; Alquiler: 850 €
El alquiler incluye mesas, sillas, mantelería y limpieza. La música debe terminar a las 2:00.`,
    },
    food: {
      title: "Cocina y alergias — Hacienda El Olivar",
      text: `Cocina y alergias
El menú degustación cuesta 46 € por persona, bebidas aparte.
Siempre tenemos opciones vegetarianas y sin gluten. Si alguien tiene alergia a los frutos secos, avísenos con dos días de antelación.
Los niños menores de cuatro años comen gratis.`,
    },
    cancel: {
      title: "Reservas y cancelaciones — Hacienda El Olivar",
      text: `Reservas y cancelaciones
Para confirmar una fecha pedimos una señal del 30 %.
Si cancela con más de 90 días de antelación, devolvemos la señal completa. Con menos de 30 días se cobra el importe total.`,
    },
    travel: {
      title: "Cómo llegar — Hacienda El Olivar",
      text: `Cómo llegar
Estamos en el kilómetro 7 de la carretera de Baena, a veinte minutos de la estación de tren.
Hay un aparcamiento gratuito para 120 coches y plazas para autobuses.
Los perros son bienvenidos en el patio y en los jardines, siempre con correa.
Teléfono: 957 000 318.`,
    },
    shop: {
      title: "Tienda y envíos — Hacienda El Olivar",
      text: `Tienda y envíos
Enviamos aceite a toda la península en 48 horas por 5,90 €; a partir de 60 € el envío es gratuito.
Producto: Aceite virgen extra, 500 ml; Precio: 9,80 €
Producto: Aceite virgen extra, 5 litros; Precio: 62 €
Puede devolver botellas sin abrir durante 15 días.`,
    },
  },
  de: {
    hours: {
      title: "Öffnungszeiten — Gasthof Sonnenhang",
      text: `Öffnungszeiten
Die Küche ist von Mittwoch bis Sonntag von 11:30 bis 14:00 Uhr und von 17:30 bis 21:00 Uhr geöffnet.
Montag und Dienstag sind Ruhetage.
Der Hofladen hat freitags und samstags von 9:00 bis 17:00 Uhr offen.`,
    },
    rooms: {
      title: "Räume für Feiern — Gasthof Sonnenhang",
      text: `Räume für Feiern
Raum: Festsaal; Sitzplätze: 120 Gäste; Stehplätze: 180 Gäste; Miete: 690 €
Raum: Kaminzimmer; Sitzplätze: 28 Gäste; Stehplätze: 40 Gäste; Miete: 180 €
In der Miete sind Tischwäsche, Geschirr und Reinigung enthalten. Um 1:00 Uhr ist die Musik zu Ende.
Der Festsaal ist ebenerdig und mit dem Rollstuhl erreichbar.`,
    },
    food: {
      title: "Küche und Allergien — Gasthof Sonnenhang",
      text: `Küche und Allergien
Das Überraschungsmenü mit vier Gängen kostet 52 € pro Person.
Vegetarische Gerichte stehen immer auf der Karte, vegane auf Wunsch. Bei einer Nussallergie sagen Sie uns bitte bei der Reservierung Bescheid.
Kinder bis sechs Jahre essen kostenlos mit.`,
    },
    cancel: {
      title: "Buchen und Stornieren — Gasthof Sonnenhang",
      text: `Buchen und Stornieren
Mit einer Anzahlung von 200 € ist der Saal fest gebucht.
Bis acht Wochen vor der Feier können Sie kostenlos stornieren; danach behalten wir die Anzahlung. In der letzten Woche berechnen wir 80 % der Miete.`,
    },
    travel: {
      title: "Anfahrt — Gasthof Sonnenhang",
      text: `Anfahrt
Gasthof Sonnenhang, Bergstraße 41, 88999 Oberried.
Mit dem Bus 7 fahren Sie bis zur Haltestelle Kirchplatz, von dort sind es fünf Minuten zu Fuß.
Parkplätze gibt es kostenlos hinter dem Haus, für Wohnmobile 8 € je Nacht.
Hunde sind in der Gaststube willkommen.`,
    },
    shop: {
      title: "Hofladen und Versand — Gasthof Sonnenhang",
      text: `Hofladen und Versand
Käse, Marmelade und Brände aus eigener Herstellung. Wir verschicken innerhalb Deutschlands für 6,50 €, ab 70 € ohne Versandkosten.
Ein Paket ist zwei bis vier Tage unterwegs.
Gutscheine gibt es ab 25 €; sie gelten drei Jahre.`,
    },
  },
};

/** Written before the model was tried on them, and not used to tune it. */
export const cases: Case[] = [
  { language: "en", question: "What time does the restaurant close on Fridays?", page: "hours" },
  { language: "en", question: "Are you open on Tuesdays?", page: "hours" },
  { language: "en", question: "How many people can sit in the Boathouse?", page: "rooms" },
  { language: "en", question: "What does it cost to rent the Library for a day?", page: "rooms" },
  { language: "en", question: "Is anything gluten free?", page: "food" },
  { language: "en", question: "How much is afternoon tea?", page: "food" },
  { language: "en", question: "Do I get my deposit back if I cancel?", page: "cancel" },
  { language: "en", question: "Is there parking and what does it cost?", page: "travel" },
  { language: "en", question: "What's your phone number?", page: "travel" },
  { language: "en", question: "How long is a gift card valid?", page: "shop" },
  { language: "en", question: "Do you rent kayaks to beginners?", page: null },
  { language: "en", question: "Who is the president of France?", page: null },
  { language: "en", question: "Is there a swimming pool?", page: null },
  { language: "en", question: "Can I pay with Bitcoin?", page: null },
  { language: "en", question: "What is the Wi-Fi password?", page: null },
  { language: "en", question: "Do you offer yoga classes?", page: null },
  { language: "en", question: "How do I reset my iPhone?", page: null },
  { language: "en", question: "Which football team won yesterday?", page: null },
  { language: "es", question: "¿A qué hora cierra el restaurante por la noche?", page: "hours" },
  { language: "es", question: "¿Abren los lunes?", page: "hours" },
  { language: "es", question: "¿Cuántos invitados caben en el Patio de los Naranjos?", page: "rooms" },
  { language: "es", question: "¿Cuánto cuesta el menú degustación?", page: "food" },
  { language: "es", question: "¿Qué pasa si cancelo la reserva?", page: "cancel" },
  { language: "es", question: "¿Se puede ir con perro?", page: "travel" },
  { language: "es", question: "¿Hay sitio para aparcar?", page: "travel" },
  { language: "es", question: "¿Cuánto tarda el envío del aceite?", page: "shop" },
  { language: "es", question: "¿Tienen piscina climatizada?", page: null },
  { language: "es", question: "¿Quién ganó la liga el año pasado?", page: null },
  { language: "es", question: "¿Dan clases de flamenco?", page: null },
  { language: "es", question: "¿Alquilan motos?", page: null },
  { language: "es", question: "¿Cuál es la contraseña del wifi?", page: null },
  { language: "es", question: "¿Cuánto mide la Torre Eiffel?", page: null },
  { language: "de", question: "Wann hat der Hofladen geöffnet?", page: "hours" },
  { language: "de", question: "Haben Sie am Montag offen?", page: "hours" },
  { language: "de", question: "Wie viele Gäste passen in den Festsaal?", page: "rooms" },
  { language: "de", question: "Was kostet das Kaminzimmer?", page: "rooms" },
  { language: "de", question: "Gibt es vegane Gerichte?", page: "food" },
  { language: "de", question: "Kann ich kostenlos stornieren?", page: "cancel" },
  { language: "de", question: "Darf ich meinen Hund mitnehmen?", page: "travel" },
  { language: "de", question: "Wie lange dauert der Versand?", page: "shop" },
  { language: "de", question: "Haben Sie eine Sauna?", page: null },
  { language: "de", question: "Wer ist Bundeskanzler?", page: null },
  { language: "de", question: "Bieten Sie Skikurse an?", page: null },
  { language: "de", question: "Wie wird das Wetter am Wochenende?", page: null },
  { language: "de", question: "Kann man bei Ihnen Fahrräder leihen?", page: null },
  { language: "de", question: "Wie ist das WLAN-Passwort?", page: null },
];
