import type { Locale } from "@/lib/chat-widget/i18n/locale";

/** What the panel says of persons. */
export type LiveWords = Record<(typeof names)[number], string>;

const names = ["personText", "email", "optional", "notNow", "away"] as const;

/** Each language's words, in the order of their names. */
const words: Record<Locale, string> = {
  en: "Someone at {name} can read this conversation and reply.|E-mail for the reply|optional|Not now|{name} is not here right now. What you write is kept for them.",
  es: "Alguien de {name} puede leer esta conversación y contestarte.|Correo para la respuesta|opcional|Ahora no|{name} no está ahora mismo. Lo que escribas se guarda.",
  "pt-BR":
    "Alguém de {name} pode ler esta conversa e responder.|E-mail para a resposta|opcional|Agora não|{name} não está aqui agora. O que você escrever fica guardado.",
  de: "Jemand von {name} kann diese Unterhaltung lesen und antworten.|E-Mail für die Antwort|freiwillig|Jetzt nicht|{name} ist gerade nicht da. Was Sie schreiben, bleibt erhalten.",
  fr: "Quelqu’un chez {name} peut lire cette conversation et vous répondre.|E-mail pour la réponse|facultatif|Pas maintenant|{name} n’est pas là pour le moment. Ce que vous écrivez est conservé.",
  it: "Qualcuno di {name} può leggere questa conversazione e risponderti.|E-mail per la risposta|facoltativa|Non ora|{name} non è qui in questo momento. Ciò che scrivi viene conservato.",
  nl: "Iemand van {name} kan dit gesprek lezen en antwoorden.|E-mail voor het antwoord|optioneel|Niet nu|{name} is er nu even niet. Wat u schrijft, blijft bewaard.",
  pl: "Ktoś z {name} może przeczytać tę rozmowę i odpowiedzieć.|E-mail do odpowiedzi|opcjonalnie|Nie teraz|{name} jest teraz poza czatem. To, co napiszesz, zostanie zachowane.",
  ru: "Сотрудник {name} может прочитать этот разговор и ответить.|Почта для ответа|необязательно|Не сейчас|{name} сейчас не в сети. Всё, что вы напишете, сохранится.",
  ar: "يمكن لأحد العاملين في {name} قراءة هذه المحادثة والرد عليك.|البريد الإلكتروني للرد|اختياري|ليس الآن|{name} ليس متصلًا الآن. ما تكتبه يُحفظ.",
  zh: "{name} 的工作人员可以阅读此对话并回复您。|接收回复的邮箱|选填|暂时不用|{name} 现在不在线。您写的内容会保留。",
  ja: "{name} の担当者がこの会話を読んで返信できます。|返信先のメールアドレス|任意|今はしない|{name}は今席を外しています。お書きの内容は保存されます。",
};

/** The words of a language. */
export function liveWords(locale: Locale): LiveWords {
  const known = words[locale].split("|");
  return Object.fromEntries(names.map((name, i) => [name, known[i]])) as LiveWords;
}
