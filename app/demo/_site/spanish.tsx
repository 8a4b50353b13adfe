import type { DemoPage } from "./page";
import { GlasshousePicture, MillPicture, TablePicture } from "./pictures";
import { Card, Cards, Facts, Figure, Lead, Prices, Questions } from "./pieces";

const language = "es";

export const spanishPages: DemoPage[] = [
  {
    path: "es",
    title: "Alder Mill en español",
    description: "Un molino de agua en Wexcombe con salones para eventos, restaurante y tienda.",
    language,
    updated: "2026-10-12",
    body: (
      <>
        <header className="hero">
          <div>
            <h1>Un molino para los días que se recuerdan</h1>
            <Lead>
              Alder Mill muele harina junto al río Wex desde 1794. Hoy es también un lugar para bodas, fiestas y
              reuniones, un restaurante que se llama The Sluice y una tienda.
            </Lead>
          </div>
          <MillPicture />
        </header>
        <Cards>
          <Card href="/demo/es/salones" title="Salones y precios" picture={<GlasshousePicture />}>
            Cuatro espacios para grupos de 12 a 220 personas.
          </Card>
          <Card href="/demo/es/restaurante" title="Restaurante" picture={<TablePicture />}>
            Comidas y cenas de miércoles a sábado; los domingos, comida larga.
          </Card>
          <Card href="/demo/es/preguntas" title="Preguntas frecuentes" picture={<MillPicture />}>
            Aparcamiento, mascotas, alergias y cancelaciones.
          </Card>
        </Cards>
        <p>
          Hablamos español los martes y los jueves: pregunte por Lucía en el teléfono 01632 960143 o escriba a
          events@aldermill.example.
        </p>
      </>
    ),
  },
  {
    path: "es/salones",
    title: "Salones y precios",
    description: "Capacidad y precio de cada salón, y lo que está incluido.",
    language,
    updated: "2026-10-01",
    body: (
      <>
        <h1>Salones y precios</h1>
        <Lead>Los precios son por un día, de 9:00 a medianoche, con IVA, de abril a octubre.</Lead>
        <Prices
          head={["Salón", "Cena sentada", "De pie", "Lunes a jueves", "Viernes o domingo", "Sábado"]}
          rows={[
            ["Weir Hall", "180 personas", "240 personas", "1.450 £", "2.100 £", "3.200 £"],
            ["El invernadero (Glasshouse)", "90 personas", "120 personas", "850 £", "1.250 £", "1.900 £"],
            ["La buhardilla (Loft)", "40 personas", "60 personas", "380 £", "480 £", "620 £"],
            [
              "El huerto (Orchard), de mayo a septiembre",
              "220 personas",
              "350 personas",
              "1.200 £",
              "1.600 £",
              "2.300 £",
            ],
          ]}
        />
        <h2>Reserva y pago</h2>
        <p>
          Para reservar la fecha se paga una señal del 25 %. El resto se paga 28 días antes del evento. Guardamos una
          fecha sin señal durante 10 días.
        </p>
        <h2>Bodas</h2>
        <p>
          Celebramos una sola boda al día. Weir Hall y el invernadero tienen licencia para bodas civiles. La música
          termina a las 23:45 y el bar cierra a las 23:30. Puede traer su propio vino: el descorche cuesta 15 £ por
          botella.
        </p>
        <h2>Cancelación</h2>
        <p>
          Si cancela más de 180 días antes, devolvemos la señal menos 150 £. Entre 90 y 180 días se pierde la señal;
          entre 28 y 89 días se paga la mitad, y con menos de 28 días, el precio completo.
        </p>
      </>
    ),
  },
  {
    path: "es/restaurante",
    title: "Restaurante The Sluice",
    description: "Horarios, reservas, carta y alergias del restaurante.",
    language,
    updated: "2026-11-01",
    body: (
      <>
        <h1>Restaurante The Sluice</h1>
        <Figure>
          <TablePicture />
        </Figure>
        <Facts
          rows={[
            ["Comida", "De miércoles a sábado, de 12:00 a 14:30"],
            ["Cena", "De miércoles a sábado, de 18:00 a 21:30"],
            ["Domingo", "De 12:00 a 16:00"],
            ["Cerrado", "Lunes y martes"],
            ["Menú del día", "De miércoles a viernes: dos platos 22 £, tres platos 27 £"],
          ]}
        />
        <h2>Reservas</h2>
        <p>
          Se puede reservar con hasta 90 días de antelación en el 01632 960142. A partir de siete personas pedimos una
          señal de 10 £ por persona. Se puede cancelar gratis hasta 24 horas antes.
        </p>
        <h2>Alergias</h2>
        <p>
          En la cocina no usamos cacahuetes ni sésamo. Como esto es un molino de harina, no podemos garantizar platos
          sin trazas de gluten para personas celíacas. Siempre hay platos veganos.
        </p>
      </>
    ),
  },
  {
    path: "es/preguntas",
    title: "Preguntas frecuentes",
    description: "Respuestas cortas sobre la visita, los perros, el aparcamiento y los pedidos.",
    language,
    updated: "2026-11-03",
    body: (
      <>
        <h1>Preguntas frecuentes</h1>
        <Questions
          items={[
            [
              "¿Hay aparcamiento?",
              "Sí, 70 plazas gratuitas y cuatro puntos de recarga para coches eléctricos de 11 kW.",
            ],
            [
              "¿Puedo llevar a mi perro?",
              "Sí, con correa: en los jardines, la tienda, el bar y la terraza, pero no en el comedor.",
            ],
            [
              "¿Cuánto cuesta visitar el molino?",
              "La entrada es gratuita. Las visitas guiadas, los domingos a las 14:00, cuestan 6 £ y para niños 3 £.",
            ],
            [
              "¿Envían pedidos a España?",
              "No. Solo enviamos dentro del Reino Unido; los cheques regalo llegan por correo electrónico a todas partes.",
            ],
            ["¿Cómo se llega en tren?", "Desde la estación de Wexcombe son 12 minutos a pie por el camino del río."],
            [
              "¿Puedo devolver un producto?",
              "Sí, en 30 días si está sin abrir. La etiqueta de devolución cuesta 3,50 £.",
            ],
          ]}
        />
      </>
    ),
  },
];
