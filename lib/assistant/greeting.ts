import { wordsIn } from "./messages";

const MAX_CHARS = 60;

const hello = `hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|hola|buenas|buenos días|
buenas tardes|buenas noches|oi|olá|bom dia|boa tarde|boa noite|hallo|guten (?:tag|morgen|abend)|grüß gott|moin|servus|
bonjour|bonsoir|salut|coucou|ciao|salve|buongiorno|buonasera|hoi|goedemorgen|goedemiddag|goedenavond|goedendag|cześć|
dzień dobry|dobry wieczór|hej|witam|привет|здравствуй(?:те)?|добрый (?:день|вечер)|доброе утро|مرحبا|اهلا|أهلا|
السلام عليكم|صباح الخير|مساء الخير|你好|您好|哈喽|嗨|早上好|下午好|晚上好|こんにちは|こんばんは|おはよう(?:ございます)?`;
const thanks = `thanks|thank you(?: (?:very|so) much)?|thanks a lot|many thanks|thx|cheers|great|perfect|ok|okay|gracias|
muchas gracias|obrigad[oa]|muito obrigad[oa]|valeu|danke(?: schön| sehr)?|vielen dank|merci(?: beaucoup)?|grazie(?: mille)?|
dank (?:u|je)(?: wel)?|bedankt|dziękuję(?: bardzo)?|dzięki|(?:большое )?спасибо|شكرا(?: جزيلا)?|谢谢你?|多谢|感谢|
ありがとう(?:ございます|ございました)?|どうも`;

/** Lower case without accents. */
const fold = (text: string) =>
  text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/ł/gu, "l").normalize("NFC");

const only = (phrases: string) => {
  const phrase = `(?:${fold(phrases).replace(/\n/g, "")})`;
  return new RegExp(`^${phrase}(?: ${phrase})*(?: (?:there|all|everyone|team))?$`, "u");
};
const HELLO = only(hello);
const THANKS = only(thanks);

/** The reply to a message that only greets or thanks, or nothing: every other message is a question. */
export function smallTalk(message: string, language: string): string | undefined {
  if (message.length > MAX_CHARS) return undefined;
  const said = fold(message)
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
  if (THANKS.test(said)) return wordsIn(language).thanks;
  if (HELLO.test(said)) return wordsIn(language).hello;
  return undefined;
}
