import { fold } from "@/scripts/stack/model/words";

// Words that carry no subject of their own: articles, pronouns, auxiliaries, question words, and the politeness of asking.
const LISTS = [
  `a an the is are was were be been being am do does did doing done have has had having will would shall should can could may might must
  i me my mine we us our ours you your yours he him his she her hers it its they them their theirs this that these those there here
  who whom whose what which when where why how and or but if then than so as of in on at by for with from to into onto about over under
  between through during before after above below up down out off again too very just also only not no nor yes any some all each every
  both few more most other another such own same s t d ll m o re ve don doesn didn isn aren wasn weren can't please tell know want need
  let like get got give gives make makes made use using way thing things something anything someone anyone much many lot kind sort type
  possible able available ok okay hi hello hey thanks thank would've i'd i'm let's else per via whether actually really
  happens happen go going come comes say says takes whats wheres offer offers question wonder wondering exactly allow allows allowed options option
  policy policies team
  were one ones still ever usually normally currently info information`,
  `el la los las un una unos unas lo al del de en y e o u a ante con contra desde hacia hasta para por segun sin sobre tras que quien
  quienes cual cuales cuando donde como cuanto cuanta cuantos cuantas es son era fue ser estar esta estan este esto estos estas ese esa
  eso esos esas aquel aquella hay he ha han haber tener tiene tienen tengo tenemos tienes puede pueden puedo podemos podria se me te nos
  le les su sus mi mis tu tus nuestro nuestra yo ella ellos ellas usted ustedes si no ni mas muy tambien ya pero porque
  hacer hace hacen quiero quisiera saber decir hola gracias favor algo alguien algun alguna todo toda todos todas otro otra
  cada entre durante ofrecen ofrece posible existe sirven sirve pasa ocurre necesito dan politica cualquier mismo misma tan aqui alli
  ir voy va vamos van venir vengo viene vienen llevar llevo traer traigo poner pongo llegar salir quedar quedarme sitio lugar suceda sucede
  ver entrar usar tomar pedir pido existen disponen dispone cuentan`,
  `o a os as um uma uns umas do da dos das de em no na nos nas ao aos e ou que quem qual quais quando onde como quanto quanta quantos
  quantas ser sao foi era esta estao este esta isto esse essa isso aquele ha tem ter tenho temos pode podem posso se me te lhe lhes seu
  sua seus suas meu minha voces voce eu ele ela eles elas nos sim nao mais muito tambem ja mas porque por para com sem sobre entre
  fazer faz fazem quero queria gostaria saber ola obrigado obrigada favor algum alguma todo toda todos todas outro outra cada
  ate pelo pela pelos pelas existe oferecem vocês possivel preciso e aqui
  levar levo trazer trago ir vou vai vao vir vem acontece ocorre ficar entrar usar pedir dispoem contam lugar`,
  `der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als wie so von im in am an auf bei fur mit aus nach zu
  zum zur uber unter zwischen durch wahrend vor hinter ist sind war waren sein seid bin bist hat haben habe hatte habt werden wird wurde
  kann konnen konnte muss mussen darf durfen soll sollen will wollen mochte mochten ich mich mir mein meine wir uns unser unsere du dich
  dein meinen meinem meiner unseren unserem unserer ihr euch euer ihre ihren ihrem ihnen er ihn sie es sich man wer wen wem was welche welcher welches wann wo wohin woher warum
  wieviel viel viele nicht kein keine keinen ja nein auch nur noch schon sehr mehr hier dort da dies diese dieser dieses bitte danke hallo
  gibt geben gebe etwas jemand alle alles jede jeder jedes ob dass einmal eigentlich denn wissen sagen machen macht moglich bieten bietet
  passiert brauche brauchen lange ab bis um pro
  mitbringen mitnehmen mit bringen nehmen kommen komme gehen gehe finden finde bekommen bekomme sehen lassen stehen verfugbar vorhanden moglichkeit`,
  `le la les un une des du de d l au aux en et ou mais si que qui quoi dont quel quelle quels quelles quand comment combien pourquoi
  est sont etait etre suis es sommes etes ai as a avons avez ont avoir peut peux peuvent pouvez puis je tu il elle on nous vous ils elles
  me te se mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces ca cela ne pas plus tres aussi deja par
  pour avec sans sur sous entre chez dans jusqu y faire fait font veux voudrais savoir bonjour merci plait quelque quelqu tout toute
  tous toutes autre chaque proposez propose possible existe c j n s m t qu ici
  amener apporter venir viens aller vais passe arrive passer trouver trouve prendre prends disposez disponible`,
  `il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella nei nelle su sul
  sulla con per tra fra e o ma se che chi cui quale quali quando dove come quanto quanta quanti quante perche sono sei siamo siete era
  essere ho hai ha abbiamo avete hanno avere puo posso possono potete io tu lui lei noi voi loro mi ti si ci vi suo sua mio mia vostro
  vostra nostro questo questa questi quello quella non piu molto anche gia c e fare fa vorrei voglio sapere ciao grazie favore qualche
  qualcosa tutto tutti ogni altro offrite esiste possibile qui portare porto venire vengo andare vado succede accade
  trovare trovo prendere prendo disponibile cosa entrano`,
  `и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из ему
  когда даже ну ли если уже или ни быть был него до вас нибудь вам ведь там потом себя ничего ей может они тут где есть надо ней для мы
  тебя их чем была сам без чего раз тоже себе под будет ж кто этот того потому этого какой какая какие каких ним здесь этом мой моя мои
  сколько можно можете могу ваш ваша ваши вашем вашего у нас наш это эта эти при про где куда откуда почему зачем который которая
  пожалуйста спасибо привет здравствуйте хочу хотел узнать скажите подскажите имеется чтобы кого кому как котором которой которого
  каком какого каким какую какое прийти приходить взять брать принести будет происходит случится можно найти получить
  иметь имеете предлагаете`,
  `في من على الى إلى عن مع هل ما ماذا متى أين اين كيف كم لماذا من هو هي هم أنا نحن انت أنت لكم لدي لديكم لديك عندكم عندك هذا هذه ذلك تلك التي
  الذي الذين و أو او ثم لا لم لن ليس كان كانت يكون تكون أن ان إن قد كل بعض أي اي يمكن يمكنني هناك توجد يوجد لي بي به بها فيه فيها منه منها
  شكرا مرحبا اريد أريد كان حول بين عند بعد قبل حتى التى وما ماهي ماهو احضار إحضار يمكننا ماذا يحدث اذا إذا الحصول`,
];

const known = new Set(LISTS.flatMap((list) => list.split(/\s+/).map(fold)));

const CHINESE =
  /^(?:如果|是否|需要|时候|[的了吗呢吧啊是在有和与及或也都就不没请问我你您他她它们这那哪个些什么么怎样如何几多少为会能可以要想到从对于把被给让上中下里之其而以所做一])+$/u;

/** Whether a folded word only holds a sentence together. */
export function isFunctionWord(word: string): boolean {
  return known.has(word) || CHINESE.test(word);
}
