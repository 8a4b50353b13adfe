const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|no|approx|tel|art|incl|excl|ca|bzw|z\.b|d\.h|u\.a|usw|nr|inkl|evtl|sr|sra|p\.ej|ud|uds|aprox|núm|av|avda|pág)|(?<!\p{L})(?:\p{L}|гг?|ул|стр|т\.е)|^\d{1,2})\.$/iu;
const BREAK =
  /(?<=[.!?…][)"”'’»]?)\s+(?=["'“„«¿¡([]?[\p{Lu}\p{Lo}\p{N}])|(?<=[。！？][」』”]?)(?![」』”])|(?<=[؟।])\s*/u;

/** A paragraph's sentences. Abbreviations and initials don't end one. */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const part of paragraph.split(BREAK)) {
    open = open ? `${open} ${part}` : part;
    if (ABBREVIATION.test(open)) continue;
    sentences.push(open.trim());
    open = "";
  }
  return [...sentences, open.trim()].filter(Boolean);
}
