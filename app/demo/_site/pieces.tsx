import type { ReactNode } from "react";

/** The sentence below a page's title. */
export function Lead({ children }: { children: ReactNode }) {
  return <p className="lead">{children}</p>;
}

export function Figure({ children }: { children: ReactNode }) {
  return <figure>{children}</figure>;
}

/** Names and what they are, as a definition list. */
export function Facts({ rows }: { rows: [string, string][] }) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A table whose first column names the row. */
export function Prices({ head, rows }: { head: string[]; rows: string[][] }) {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell}>{cell}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th>{name}</th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Cards({ children }: { children: ReactNode }) {
  return <div className="cards">{children}</div>;
}

export function Card(props: { href: string; title: string; picture?: ReactNode; children: ReactNode }) {
  return (
    <a className="card" href={props.href}>
      {props.picture}
      <h3>{props.title}</h3>
      <p>{props.children}</p>
    </a>
  );
}

/** Questions that open to their answers. */
export function Questions({ items }: { items: [string, ReactNode][] }) {
  return (
    <div className="questions">
      {items.map(([question, answer]) => (
        <details key={question}>
          <summary>{question}</summary>
          <p>{answer}</p>
        </details>
      ))}
    </div>
  );
}

/** Dishes with what they are and cost. Letters name the allergens of the allergy page. */
export function Dishes({ items }: { items: [name: string, what: string, price: string][] }) {
  return (
    <ul className="dishes">
      {items.map(([name, what, price]) => (
        <li key={name}>
          <strong>{name}</strong> <span className="price">{price}</span>
          <br />
          {what}
        </li>
      ))}
    </ul>
  );
}
