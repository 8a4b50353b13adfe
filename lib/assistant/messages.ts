import { type Language, languages } from "@/lib/accounts/schema";

/** What the assistant says of itself, besides what it reads. */
type Words = {
  hello: string;
  thanks: string;
  dontKnow: string;
  /** Before passages that are quoted because no answer can be written now. */
  quoting: string;
  person: string;
  /** About what was sent with a message. */
  files: string;
  languageSet: string;
  personAsked: string;
  personAskedMail: (email: string) => string;
  /** Of a member of the business who takes over from the assistant, and hands back. */
  personJoined: (name: string) => string;
  personLeft: (name: string) => string;
};

const words: Record<Language, Words> = {
  en: {
    hello: "Hello! What would you like to know?",
    thanks: "You're welcome! Is there anything else you would like to know?",
    dontKnow: "I don't know the answer to that.",
    quoting: "I can't write an answer right now, but this is what our pages say:",
    person: "Would you like a person to get back to you?",
    files: "I can't open files or listen to recordings, but the people who read this conversation can.",
    languageSet: "I'll answer in English from now on.",
    personAsked: "You asked for a person. Someone will get back to you.",
    personAskedMail: (email) => `You asked for a person. Someone will write to ${email}.`,
    personJoined: (name) => `${name} joined the conversation.`,
    personLeft: (name) => `${name} left the conversation. The assistant answers again.`,
  },
  es: {
    hello: "¡Hola! ¿Qué te gustaría saber?",
    thanks: "¡De nada! ¿Te gustaría saber algo más?",
    dontKnow: "No sé la respuesta a eso.",
    quoting: "Ahora mismo no puedo redactar una respuesta, pero esto es lo que dicen nuestras páginas:",
    person: "¿Quieres que una persona se ponga en contacto contigo?",
    files: "No puedo abrir archivos ni escuchar grabaciones, pero las personas que leen esta conversación sí pueden.",
    languageSet: "A partir de ahora responderé en español.",
    personAsked: "Has pedido hablar con una persona. Alguien se pondrá en contacto contigo.",
    personAskedMail: (email) => `Has pedido hablar con una persona. Alguien te escribirá a ${email}.`,
    personJoined: (name) => `${name} se ha unido a la conversación.`,
    personLeft: (name) => `${name} ha dejado la conversación. Vuelve a responder el asistente.`,
  },
  "pt-BR": {
    hello: "Olá! O que você gostaria de saber?",
    thanks: "De nada! Gostaria de saber mais alguma coisa?",
    dontKnow: "Não sei a resposta para isso.",
    quoting: "Não consigo escrever uma resposta agora, mas é isto que nossas páginas dizem:",
    person: "Quer que uma pessoa entre em contato com você?",
    files: "Não consigo abrir arquivos nem ouvir gravações, mas as pessoas que leem esta conversa conseguem.",
    languageSet: "A partir de agora vou responder em português.",
    personAsked: "Você pediu para falar com uma pessoa. Alguém vai entrar em contato.",
    personAskedMail: (email) => `Você pediu para falar com uma pessoa. Alguém vai escrever para ${email}.`,
    personJoined: (name) => `${name} entrou na conversa.`,
    personLeft: (name) => `${name} saiu da conversa. O assistente volta a responder.`,
  },
  de: {
    hello: "Hallo! Was möchten Sie wissen?",
    thanks: "Gern geschehen! Möchten Sie noch etwas wissen?",
    dontKnow: "Darauf weiß ich keine Antwort.",
    quoting: "Im Moment kann ich keine Antwort schreiben, aber das steht auf unseren Seiten:",
    person: "Soll sich jemand persönlich bei Ihnen melden?",
    files:
      "Ich kann keine Dateien öffnen und keine Aufnahmen anhören, die Menschen, die dieses Gespräch lesen, aber schon.",
    languageSet: "Ich antworte ab jetzt auf Deutsch.",
    personAsked: "Sie möchten mit einem Menschen sprechen. Jemand wird sich bei Ihnen melden.",
    personAskedMail: (email) => `Sie möchten mit einem Menschen sprechen. Jemand schreibt Ihnen an ${email}.`,
    personJoined: (name) => `${name} ist jetzt im Gespräch.`,
    personLeft: (name) => `${name} hat das Gespräch verlassen. Der Assistent antwortet wieder.`,
  },
  fr: {
    hello: "Bonjour ! Que souhaitez-vous savoir ?",
    thanks: "Je vous en prie ! Souhaitez-vous savoir autre chose ?",
    dontKnow: "Je ne connais pas la réponse à cette question.",
    quoting: "Je ne peux pas rédiger de réponse pour le moment, mais voici ce que disent nos pages :",
    person: "Souhaitez-vous qu'une personne vous recontacte ?",
    files:
      "Je ne peux ni ouvrir de fichiers ni écouter d'enregistrements, mais les personnes qui lisent cette conversation le peuvent.",
    languageSet: "Je répondrai désormais en français.",
    personAsked: "Vous avez demandé à parler à une personne. Quelqu'un vous recontactera.",
    personAskedMail: (email) => `Vous avez demandé à parler à une personne. Quelqu'un vous écrira à ${email}.`,
    personJoined: (name) => `${name} a rejoint la conversation.`,
    personLeft: (name) => `${name} a quitté la conversation. L'assistant répond à nouveau.`,
  },
  it: {
    hello: "Ciao! Che cosa vorresti sapere?",
    thanks: "Prego! Vorresti sapere altro?",
    dontKnow: "Non conosco la risposta a questa domanda.",
    quoting: "In questo momento non riesco a scrivere una risposta, ma ecco che cosa dicono le nostre pagine:",
    person: "Vuoi che una persona ti ricontatti?",
    files: "Non posso aprire file né ascoltare registrazioni, ma le persone che leggono questa conversazione sì.",
    languageSet: "Da ora in poi risponderò in italiano.",
    personAsked: "Hai chiesto di parlare con una persona. Qualcuno ti ricontatterà.",
    personAskedMail: (email) => `Hai chiesto di parlare con una persona. Qualcuno ti scriverà a ${email}.`,
    personJoined: (name) => `${name} partecipa ora alla conversazione.`,
    personLeft: (name) => `${name} ha lasciato la conversazione. Risponde di nuovo l'assistente.`,
  },
  nl: {
    hello: "Hallo! Wat wilt u weten?",
    thanks: "Graag gedaan! Wilt u nog iets weten?",
    dontKnow: "Daar weet ik het antwoord niet op.",
    quoting: "Ik kan nu geen antwoord schrijven, maar dit staat op onze pagina's:",
    person: "Wilt u dat iemand contact met u opneemt?",
    files: "Ik kan geen bestanden openen en geen opnamen beluisteren, maar de mensen die dit gesprek lezen wel.",
    languageSet: "Ik antwoord vanaf nu in het Nederlands.",
    personAsked: "U hebt om een medewerker gevraagd. Iemand neemt contact met u op.",
    personAskedMail: (email) => `U hebt om een medewerker gevraagd. Iemand schrijft u op ${email}.`,
    personJoined: (name) => `${name} neemt nu deel aan het gesprek.`,
    personLeft: (name) => `${name} heeft het gesprek verlaten. De assistent antwoordt weer.`,
  },
  pl: {
    hello: "Dzień dobry! O co chcesz zapytać?",
    thanks: "Nie ma za co! Czy chcesz zapytać o coś jeszcze?",
    dontKnow: "Nie znam odpowiedzi na to pytanie.",
    quoting: "Nie mogę teraz napisać odpowiedzi, ale oto co podają nasze strony:",
    person: "Czy chcesz, aby ktoś się z Tobą skontaktował?",
    files: "Nie mogę otwierać plików ani odsłuchiwać nagrań, ale osoby czytające tę rozmowę mogą.",
    languageSet: "Od teraz będę odpowiadać po polsku.",
    personAsked: "Prośba o kontakt z człowiekiem została przyjęta. Ktoś się z Tobą skontaktuje.",
    personAskedMail: (email) => `Prośba o kontakt z człowiekiem została przyjęta. Ktoś napisze na adres ${email}.`,
    personJoined: (name) => `${name} dołącza do rozmowy.`,
    personLeft: (name) => `${name} opuszcza rozmowę. Znów odpowiada asystent.`,
  },
  ru: {
    hello: "Здравствуйте! Что вы хотели бы узнать?",
    thanks: "Пожалуйста! Хотите узнать что-нибудь ещё?",
    dontKnow: "Я не знаю ответа на этот вопрос.",
    quoting: "Сейчас я не могу составить ответ, но вот что написано на наших страницах:",
    person: "Хотите, чтобы с вами связался сотрудник?",
    files: "Я не могу открывать файлы и слушать записи, но это могут сделать сотрудники, которые читают этот разговор.",
    languageSet: "Теперь я буду отвечать по-русски.",
    personAsked: "Вы попросили связаться с сотрудником. С вами свяжутся.",
    personAskedMail: (email) => `Вы попросили связаться с сотрудником. Вам напишут на ${email}.`,
    personJoined: (name) => `К разговору присоединяется ${name}.`,
    personLeft: (name) => `${name} больше не участвует в разговоре. Снова отвечает ассистент.`,
  },
  ar: {
    hello: "مرحبًا! ماذا تودّ أن تعرف؟",
    thanks: "على الرحب والسعة! هل تودّ معرفة شيء آخر؟",
    dontKnow: "لا أعرف الإجابة عن ذلك.",
    quoting: "لا أستطيع كتابة إجابة الآن، لكن هذا ما تقوله صفحاتنا:",
    person: "هل تودّ أن يتواصل معك أحد من فريقنا؟",
    files: "لا أستطيع فتح الملفات أو الاستماع إلى التسجيلات، لكن الأشخاص الذين يقرؤون هذه المحادثة يستطيعون ذلك.",
    languageSet: "سأجيب باللغة العربية من الآن فصاعدًا.",
    personAsked: "لقد طلبت التحدث إلى شخص. سيتواصل معك أحدنا.",
    personAskedMail: (email) => `لقد طلبت التحدث إلى شخص. سيراسلك أحدنا على ${email}.`,
    personJoined: (name) => `انضم ${name} إلى المحادثة.`,
    personLeft: (name) => `غادر ${name} المحادثة. يعود المساعد إلى الإجابة.`,
  },
  zh: {
    hello: "您好！您想了解什么？",
    thanks: "不客气！您还想了解其他内容吗？",
    dontKnow: "我不知道这个问题的答案。",
    quoting: "我现在无法撰写回答，但我们的网页上是这样写的：",
    person: "需要安排工作人员与您联系吗？",
    files: "我无法打开文件或收听录音，但阅读此对话的工作人员可以。",
    languageSet: "从现在起我将用中文回答。",
    personAsked: "您已请求人工服务，我们会有人与您联系。",
    personAskedMail: (email) => `您已请求人工服务，我们会发邮件至 ${email}。`,
    personJoined: (name) => `${name} 已加入对话。`,
    personLeft: (name) => `${name} 已离开对话，由助手继续回答。`,
  },
  ja: {
    hello: "こんにちは！何についてお知りになりたいですか？",
    thanks: "どういたしまして！ほかにお知りになりたいことはありますか？",
    dontKnow: "申し訳ありませんが、その答えはわかりません。",
    quoting: "ただいま回答を作成できませんが、当サイトには次のように書かれています：",
    person: "担当者からご連絡いたしましょうか？",
    files: "私はファイルを開いたり録音を聞いたりすることはできませんが、この会話を読む担当者は確認できます。",
    languageSet: "これからは日本語でお答えします。",
    personAsked: "担当者への連絡を承りました。追ってご連絡いたします。",
    personAskedMail: (email) => `担当者への連絡を承りました。${email} にご連絡いたします。`,
    personJoined: (name) => `${name}が会話に参加しました。`,
    personLeft: (name) => `${name}が会話を離れました。再びアシスタントがお答えします。`,
  },
};

/** The assistant's own words in a language, or in the nearest one that it has words for. */
export function wordsIn(language: string): Words {
  const [base] = language.split("-");
  const nearest = languages.find((tag) => tag === language) ?? languages.find((tag) => tag.split("-")[0] === base);
  return words[nearest ?? "en"];
}
