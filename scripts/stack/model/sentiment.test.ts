import { expect, test } from "vitest";
import { sentimentOf } from "./sentiment";

const clear: Record<string, { good: string[]; bad: string[]; plain: string[] }> = {
  en: {
    good: ["Thank you, that was really helpful!", "Perfect, I love this place."],
    bad: [
      "This is terrible, I am very disappointed.",
      "Your assistant is useless and rude.",
      "I am not happy with this.",
    ],
    plain: ["When do you open on Sunday?", "Is there parking?"],
  },
  es: {
    good: ["¡Muchas gracias, excelente servicio!", "Me encanta, todo perfecto."],
    bad: ["Es horrible, estoy muy decepcionado.", "El servicio es pésimo."],
    plain: ["¿A qué hora abren el domingo?"],
  },
  de: {
    good: ["Vielen Dank, das war sehr hilfreich!", "Wunderbar, ich bin sehr zufrieden."],
    bad: ["Das ist furchtbar, ich bin enttäuscht.", "Ich bin nicht zufrieden."],
    plain: ["Wann öffnen Sie am Sonntag?"],
  },
  ru: {
    good: ["Спасибо, отличный сервис!", "Всё замечательно, я очень доволен."],
    bad: ["Это ужасно, я разочарован.", "Отвратительное обслуживание."],
    plain: ["Во сколько вы открываетесь?"],
  },
  ar: {
    good: ["شكرا جزيلا، خدمة ممتازة!", "المكان رائع"],
    bad: ["الخدمة سيئة جدا", "أنا غاضب ومستاء"],
    plain: ["متى تفتحون يوم الأحد؟"],
  },
  zh: {
    good: ["非常感谢，服务很棒！", "我很满意"],
    bad: ["太差了，我很失望", "我不满意"],
    plain: ["你们几点开门？"],
  },
};

test.each(Object.entries(clear))(
  "HIST-084 what is clearly good, bad or neither in %s is judged so",
  (_, { good, bad, plain }) => {
    expect(good.filter((text) => sentimentOf(text) < 0.25)).toEqual([]);
    expect(bad.filter((text) => sentimentOf(text) > -0.25)).toEqual([]);
    expect(plain.filter((text) => sentimentOf(text) !== 0)).toEqual([]);
  },
);
