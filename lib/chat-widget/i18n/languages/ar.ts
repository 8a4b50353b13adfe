import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "إغلاق الدردشة",
  menu: "القائمة",
  newConversation: "محادثة جديدة",
  askPerson: "اطلب التحدث مع شخص",
  language: "اللغة",
  assistant: "مساعد بالذكاء الاصطناعي",
  intro: "الإجابات من موقع {name} مع ذكر مصادرها.",
  you: "أنت",
  message: "الرسالة",
  placeholder: "اطرح سؤالاً",
  send: "إرسال",
  stop: "إيقاف",
  sources: "المصادر",
  source: "المصدر {n}: {title}",
  kept: "محفوظة وستُرسل",
  failed: "لم تُرسل",
  retry: "إعادة المحاولة",
  tooMany: "رسائل كثيرة في وقت واحد. حاول مرة أخرى {when}.",
  stopped: "تم الإيقاف",
  interrupted: "انقطعت الإجابة.",
  offline: "أنت غير متصل.",
  away: "لا يمكن الوصول إلينا الآن.",
  sentLater: "ما تكتبه يُحفظ ويُرسل لاحقاً.",
  refused: "الدردشة غير متاحة في هذه الصفحة.",
  earlier: "عرض الرسائل السابقة",
  latest: "إلى النهاية",
};

export default words;
