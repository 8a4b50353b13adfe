import { fold, words } from "./words";

// Beginnings of words in English, Spanish, German, Russian and Arabic.
const GOOD =
  `thank great excellent perfect love lovely wonderful amazing awesome happy glad helpful pleased delighted fantastic
  brilliant nice good best gracias genial excelente perfect encant maravill feliz content util buen increible danke toll
  super wunderbar großartig grossartig hervorragend perfekt zufrieden freundlich hilfreich gut schon liebe спасибо отличн
  прекрасн замечательн супер довол хорош рад полезн люблю шикарн شكرا رائع ممتاز جميل سعيد مفيد احب افضل`
    .split(/\s+/)
    .map(fold);
const BAD =
  `terrible awful horrible bad worst hate angry annoy disappoint useless rude broken unacceptable poor frustrat ridiculous
  scam unhappy upset furious disgust late malo mala pesim terrible horrible odio enfadad decepcion inutil groser roto
  inaceptable molest vergonz queja schlecht schrecklich furchtbar enttausch wutend argerlich argert nutzlos unfreundlich
  kaputt inakzeptabel unverschamt hasse katastroph miserabel ужасн плох отвратительн разочаров ненавиж злюсь бесполезн
  груб сломан кошмар безобраз недовол سيء سيئ فظيع رهيب اكره غاضب محبط مخيب معطل مستاء`
    .split(/\s+/)
    .map(fold);
const NOT = new Set(
  "not no never isn wasn don didn doesn without hardly sin nunca nicht kein keine keinen nie weder не нет никогда ни ليس لا لم غير".split(
    " ",
  ),
);
const NEAR = 3; // Words before, in which "not" turns a judgement around.

const CHINESE =
  /(不|没有?|太不|并不)?(满意|好|喜欢|开心|高兴|感谢|谢谢|棒|优秀|完美|有用|有帮助)|(失望|糟糕|差劲|太差|很差|生气|讨厌|垃圾|投诉|没用|糟透|愤怒|恶心)/gu;
const CLEAR = 0.5; // Of one word: 1 / (1 + 0.5).

/** How somebody feels by the words that they use, from -1 (badly) to 1 (well); 0 where no word tells. */
export function sentimentOf(text: string): number {
  const said = words(text);
  let good = 0;
  let bad = 0;
  const count = (isGood: boolean) => (isGood ? good++ : bad++);
  for (const [index, word] of said.entries()) {
    const isGood = GOOD.some((stem) => begins(word, stem));
    if (!isGood && !BAD.some((stem) => begins(word, stem))) continue;
    const isTurned = said.slice(Math.max(0, index - NEAR), index).some((before) => NOT.has(before));
    count(isGood !== isTurned);
  }
  for (const [, not, praise] of fold(text).matchAll(CHINESE)) count(praise !== undefined && not === undefined);
  return good + bad === 0 ? 0 : (good - bad) / (good + bad + CLEAR);
}

/** Short beginnings are words of their own, "рад" is no "радио", but in Arabic, whose stems are all short. */
const begins = (word: string, stem: string) =>
  stem.length <= 4 && !ARABIC.test(stem) ? word === stem : word.startsWith(stem);
const ARABIC = /\p{Script=Arabic}/u;
