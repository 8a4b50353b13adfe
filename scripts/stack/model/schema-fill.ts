import { z } from "zod";

const Schema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  get properties() {
    return z.record(z.string(), Schema).optional();
  },
  required: z.array(z.string()).optional(),
  get items() {
    return Schema.optional();
  },
  get anyOf() {
    return z.array(Schema).optional();
  },
});
type Schema = z.infer<typeof Schema>;

const ENOUGH = 6; // Results to ask for where the schema names no number.

/** Arguments for a JSON schema, taken from what the person wrote as far as it says them. */
export function fillSchema(schema: unknown, text: string): unknown {
  const result = Schema.safeParse(schema);
  return result.success ? value(result.data, "", text) : {};
}

function value(schema: Schema, name: string, text: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return choice(schema.enum, text);
  if (schema.anyOf) return alternative(schema.anyOf, name, text);
  const types = [schema.type ?? "object"].flat();
  const type = types.find((given) => given !== "null");
  if (types.includes("null") && !isSaid(schema, name, text)) return null;
  switch (type) {
    case "object":
      return object(schema, text);
    case "array":
      return schema.items ? [value(schema.items, name, text)] : [];
    case "integer":
    case "number":
      return number(schema, name, text);
    case "boolean":
      return schema.default === true;
    default:
      return string(schema, name, text);
  }
}

function object({ properties = {}, required }: Schema, text: string): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(
    ([name, schema]) => !required || required.includes(name) || isSaid(schema, name, text),
  );
  return Object.fromEntries(wanted.map(([name, schema]) => [name, value(schema, name, text)]));
}

function alternative(schemas: Schema[], name: string, text: string): unknown {
  const real = schemas.find(({ type }) => type !== "null");
  if (!real) return null;
  const isOptional = schemas.some(({ type }) => type === "null");
  return isOptional && !isSaid(real, name, text) ? null : value(real, name, text);
}

function choice(options: unknown[], text: string): unknown {
  const said = text.toLowerCase();
  return options.find((option) => typeof option === "string" && said.includes(option.toLowerCase())) ?? options[0];
}

function number({ minimum, maximum, default: fallback }: Schema, name: string, text: string): number {
  if (/limit|count|top/i.test(name))
    return Math.min(typeof fallback === "number" ? fallback : ENOUGH, maximum ?? ENOUGH);
  const said = /(?<![\d.:/-])\d+(?:\.\d+)?(?![\d:/-])/.exec(text)?.[0];
  const wanted = said ? Number(said) : typeof fallback === "number" ? fallback : (minimum ?? 1);
  return Math.min(Math.max(wanted, minimum ?? wanted), maximum ?? Number.POSITIVE_INFINITY);
}

const FINDERS: [name: RegExp, find: RegExp][] = [
  [/e-?mail/i, /[\w.+-]+@[\w-]+\.[\w.]+\w/],
  [/phone|tel/i, /\+?\d[\d\s().-]{6,}\d/],
  [/date|day/i, /\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}/],
  [/time|hour/i, /\b\d{1,2}:\d{2}\b|\b\d{1,2}\s?[ap]m\b/i],
  [/url|link/i, /https?:\/\/\S+/],
  [/(?:^|_)id$/i, /[0-9a-f]{8}-[0-9a-f-]{27}|#?\b[A-Z]*\d{3,}\b/i],
  [
    /name/i,
    /(?<=\b(?:i am|i'm|my name is|this is|me llamo|soy|ich bin|ich heiße|meu nome é|je m'appelle|mi chiamo)\s)\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*/iu,
  ],
];

const finder = (schema: Schema, name: string) =>
  FINDERS.find(([known]) => known.test(name) || known.test(schema.format ?? ""))?.[1];

function string(schema: Schema, name: string, text: string): string {
  const find = finder(schema, name);
  if (find) return find.exec(text)?.[0] ?? (typeof schema.default === "string" ? schema.default : "");
  return typeof schema.default === "string" ? schema.default : text;
}

/** Whether the text says something for a field that may be left out. */
function isSaid(schema: Schema, name: string, text: string): boolean {
  if (schema.enum)
    return schema.enum.some(
      (option) => typeof option === "string" && text.toLowerCase().includes(option.toLowerCase()),
    );
  const find = finder(schema, name);
  if (find) return find.test(text);
  return (
    [schema.type].flat().includes("string") && /query|question|search|message|reason|summary|note|text/i.test(name)
  );
}
