type Phrases = { unknown: string; hello: string; thanks: string; bye: string; done: string };

const phrases: Record<string, Phrases> = {
  en: {
    unknown: "I don't know the answer to that from the pages I have.",
    hello: "Hello! What would you like to know?",
    thanks: "You're welcome! Is there anything else you would like to know?",
    bye: "Goodbye, and thank you for your visit!",
    done: "That is done. Is there anything else I can help with?",
  },
  es: {
    unknown: "No lo sé: las páginas que tengo no lo dicen.",
    hello: "¡Hola! ¿Qué le gustaría saber?",
    thanks: "¡De nada! ¿Hay algo más que quiera saber?",
    bye: "¡Hasta pronto y gracias por su visita!",
    done: "Ya está hecho. ¿Puedo ayudarle en algo más?",
  },
  pt: {
    unknown: "Não sei: as páginas que tenho não dizem isso.",
    hello: "Olá! O que gostaria de saber?",
    thanks: "De nada! Gostaria de saber mais alguma coisa?",
    bye: "Até breve e obrigado pela visita!",
    done: "Está feito. Posso ajudar em mais alguma coisa?",
  },
  de: {
    unknown: "Das weiß ich nicht: Auf den Seiten, die ich kenne, steht es nicht.",
    hello: "Hallo! Was möchten Sie wissen?",
    thanks: "Gern geschehen! Möchten Sie noch etwas wissen?",
    bye: "Auf Wiedersehen und danke für Ihren Besuch!",
    done: "Das ist erledigt. Kann ich sonst noch etwas für Sie tun?",
  },
  fr: {
    unknown: "Je ne sais pas : les pages dont je dispose ne le disent pas.",
    hello: "Bonjour ! Que souhaitez-vous savoir ?",
    thanks: "Je vous en prie ! Souhaitez-vous savoir autre chose ?",
    bye: "Au revoir et merci de votre visite !",
    done: "C'est fait. Puis-je vous aider pour autre chose ?",
  },
  it: {
    unknown: "Non lo so: le pagine che ho non lo dicono.",
    hello: "Buongiorno! Che cosa desidera sapere?",
    thanks: "Prego! C'è altro che desidera sapere?",
    bye: "Arrivederci e grazie della visita!",
    done: "Fatto. Posso aiutarla in altro?",
  },
  ru: {
    unknown: "Я не знаю: на страницах, которые у меня есть, этого нет.",
    hello: "Здравствуйте! Что бы вы хотели узнать?",
    thanks: "Пожалуйста! Хотите узнать что-нибудь ещё?",
    bye: "До свидания и спасибо, что зашли!",
    done: "Готово. Могу я помочь чем-нибудь ещё?",
  },
  ar: {
    unknown: "لا أعرف: الصفحات المتوفرة لديّ لا تذكر ذلك.",
    hello: "مرحبًا! ماذا تودّ أن تعرف؟",
    thanks: "على الرحب والسعة! هل هناك شيء آخر تودّ معرفته؟",
    bye: "إلى اللقاء وشكرًا لزيارتكم!",
    done: "تم ذلك. هل يمكنني المساعدة في شيء آخر؟",
  },
  zh: {
    unknown: "我不知道：我掌握的页面里没有提到这一点。",
    hello: "您好！请问您想了解什么？",
    thanks: "不客气！您还想了解其他内容吗？",
    bye: "再见，感谢您的光临！",
    done: "已经办好了。还有什么可以帮您的吗？",
  },
};

/** The model's own sentences in a language, given as a bcp47 tag; English where it has none. */
export function phrase(name: keyof Phrases, language: string): string {
  const own = phrases[language.split("-")[0]?.toLowerCase() ?? ""] ?? phrases.en;
  return own?.[name] ?? "";
}

const HELLO = [
  "hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|hi there|hello there",
  "hola|buenas|buenos d[ií]as|buenas (?:tardes|noches)",
  "ol[aá]|oi|bom dia|boa tarde|boa noite",
  "hallo|guten (?:tag|morgen|abend)|moin|servus|gr[uü](?:ß|ss) gott",
  "bonjour|bonsoir|salut|ciao|buongiorno|buonasera|salve",
  "привет|здравствуйте|добрый (?:день|вечер)|доброе утро",
  "مرحبا|مرحبًا|أهلا|أهلًا|السلام عليكم|صباح الخير|مساء الخير",
  "你好|您好|早上好|下午好|晚上好",
];
const THANKS = [
  "(?:ok |okay |great |perfect )?(?:thanks?|thank you|many thanks|cheers|thx)(?: (?:so much|very much|a lot|again))?",
  "(?:muchas |mil )?gracias|(?:muito )?obrigad[oa]|(?:vielen |sch[oö]nen )?dank(?:e(?: sch[oö]n)?)?",
  "merci(?: beaucoup)?|grazie(?: mille)?|(?:большое )?спасибо|شكرا(?: جزيلا)?|شكرًا|谢谢(?:你|您)?|多谢",
];
const BYE = [
  "bye|goodbye|bye bye|see you|adi[oó]s|hasta luego|tchau|at[eé] logo|tsch[uü]ss|tsch[uü]ß|auf wiedersehen",
  "au revoir|arrivederci|до свидания|пока|مع السلامة|وداعا|再见",
];

const pattern = (forms: string[]) => new RegExp(`^[\\s¡!.,]*(?:${forms.join("|")})[\\s!.,?،。！～~:)😊🙂👋]*$`, "iu");

const pleasantries = [
  ["hello", pattern(HELLO)],
  ["thanks", pattern(THANKS)],
  ["bye", pattern(BYE)],
] as const;

/** What to reply to a message that is nothing but a greeting, thanks or a goodbye; null for any other. */
export function replyToPleasantry(message: string, language: string): string | null {
  const found = pleasantries.find(([, form]) => form.test(message));
  return found ? phrase(found[0], language) : null;
}
