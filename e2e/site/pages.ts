/** The website of an invented bicycle workshop, for customers of the tests. */
export const sitePages: Record<string, { title: string; body: string }> = {
  "/": {
    title: "Harbour Cycles",
    body: `<p>Harbour Cycles repairs, sells and hires bicycles beside the old ferry landing.</p>
<p>Look at our <a href="/repairs">repairs</a>, our <a href="/hire">hire bikes</a> and <a href="/hours">when we are open</a>.</p>`,
  },
  "/repairs": {
    title: "Repairs",
    body: `<h2>How long does a repair take?</h2>
<p>Most repairs are ready within two working days. A puncture is mended while you wait.</p>
<h2>What does a full service cost?</h2>
<p>A full service costs 85 euros and includes new brake pads, cables and a wheel truing.</p>
<h2>Do you repair electric bikes?</h2>
<p>We repair the mechanical parts of electric bikes, but not their motors or batteries.</p>`,
  },
  "/hire": {
    title: "Hire a bicycle",
    body: `<h2>Prices</h2>
<p>A city bike costs 18 euros a day, an electric bike 39 euros a day. Helmets and locks are free.</p>
<h2>Deposit</h2>
<p>We ask for a deposit of 100 euros for each bike, which you get back when you return it.</p>`,
  },
  "/hours": {
    title: "Opening hours",
    body: `<p>The workshop is open Tuesday to Friday from 9:00 to 18:00 and on Saturday from 10:00 to 14:00.</p>
<p>We are closed on Sundays and Mondays.</p>`,
  },
};
