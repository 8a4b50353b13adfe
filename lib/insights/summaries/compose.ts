import type { SummaryFigures } from "./schema";

type Words = {
  held: (conversations: number, questions: number) => string;
  answers: (answered: number, unanswered: number) => string;
  persons: (count: number) => string;
  mood: (positive: number, neutral: number, negative: number) => string;
  asked: (question: string, times: number) => string;
  gap: (question: string) => string;
};

const languages: Record<string, Words> = {
  en: {
    held: (n, q) =>
      `${n} ${n === 1 ? "conversation" : "conversations"} with ${q} ${q === 1 ? "question" : "questions"}.`,
    answers: (a, u) => `Answered: ${a}; without an answer: ${u}.`,
    persons: (n) => `Visitors who asked for a person: ${n}.`,
    mood: (p, o, n) => `Mood: ${p} positive, ${o} neutral, ${n} negative.`,
    asked: (q, n) => `Asked most: “${q}” (${n}×).`,
    gap: (q) => `No page answers “${q}”.`,
  },
  es: {
    held: (n, q) =>
      `${n} ${n === 1 ? "conversación" : "conversaciones"} con ${q} ${q === 1 ? "pregunta" : "preguntas"}.`,
    answers: (a, u) => `Respondidas: ${a}; sin respuesta: ${u}.`,
    persons: (n) => `Visitantes que pidieron hablar con una persona: ${n}.`,
    mood: (p, o, n) => `Ánimo: ${p} positivas, ${o} neutras, ${n} negativas.`,
    asked: (q, n) => `Lo más preguntado: «${q}» (${n}×).`,
    gap: (q) => `Ninguna página responde «${q}».`,
  },
  de: {
    held: (n, q) => `${n} ${n === 1 ? "Gespräch" : "Gespräche"} mit ${q} ${q === 1 ? "Frage" : "Fragen"}.`,
    answers: (a, u) => `Beantwortet: ${a}; ohne Antwort: ${u}.`,
    persons: (n) => `Besucher, die einen Menschen sprechen wollten: ${n}.`,
    mood: (p, o, n) => `Stimmung: ${p} gut, ${o} neutral, ${n} schlecht.`,
    asked: (q, n) => `Am häufigsten gefragt: „${q}“ (${n}×).`,
    gap: (q) => `Keine Seite beantwortet „${q}“.`,
  },
};

/** A period's figures in plain sentences, in the language where it is known, otherwise in English. */
export function composeSummary(figures: SummaryFigures, wanted: string): { content: string; language: string } {
  const language = languages[wanted] ? wanted : "en";
  const words = languages[language] as Words;
  const { conversations, questions, answered, unanswered, persons, positive, neutral, negative } = figures;
  const [most] = figures.askedMost;
  const [gap] = figures.gaps;
  const sentences = [
    words.held(conversations, questions),
    words.answers(answered, unanswered),
    ...(persons > 0 ? [words.persons(persons)] : []),
    ...(positive + neutral + negative > 0 ? [words.mood(positive, neutral, negative)] : []),
    ...(most && most.times > 1 ? [words.asked(most.question, most.times)] : []),
    ...(gap ? [words.gap(gap.question)] : []),
  ];
  return { content: sentences.join(" "), language };
}
