import type { Locale } from "@/lib/chat-widget/i18n/locale";

/** What the panel says of files. */
export type FileWords = Record<(typeof names)[number], string>;

const names = [
  "finish",
  "cancel",
  "remove",
  "note",
  "large",
  "kind",
  "many",
  "offline",
  "failed",
  "busy",
  "silent",
] as const;

/** Each language's words, in the order of their names. */
const words: Record<Locale, string> = {
  en: "Finish recording|Cancel|Remove {name}|Voice note|{name} is larger than 4 MB.|{name} can’t be sent. Send pictures, PDF, DOCX, XLSX or text.|A message carries at most 5 files.|You are offline. Files need a connection.|{name} was not sent. Try again.|Too many files at once. Try again {when}.|The microphone can’t be used. Allow it in the browser.",
  es: "Terminar la grabación|Cancelar|Quitar {name}|Nota de voz|{name} ocupa más de 4 MB.|No se puede enviar {name}. Envía imágenes, PDF, DOCX, XLSX o texto.|Un mensaje lleva como máximo 5 archivos.|Estás sin conexión. Los archivos la necesitan.|{name} no se ha enviado. Inténtalo de nuevo.|Demasiados archivos a la vez. Inténtalo de nuevo {when}.|No se puede usar el micrófono. Permítelo en el navegador.",
  "pt-BR":
    "Concluir a gravação|Cancelar|Remover {name}|Mensagem de voz|{name} tem mais de 4 MB.|Não é possível enviar {name}. Envie imagens, PDF, DOCX, XLSX ou texto.|Uma mensagem leva no máximo 5 arquivos.|Você está sem conexão. Arquivos precisam dela.|{name} não foi enviado. Tente de novo.|Muitos arquivos de uma vez. Tente de novo {when}.|Não é possível usar o microfone. Permita-o no navegador.",
  de: "Aufnahme beenden|Abbrechen|{name} entfernen|Sprachnachricht|{name} ist größer als 4 MB.|{name} kann nicht gesendet werden. Senden Sie Bilder, PDF, DOCX, XLSX oder Text.|Eine Nachricht fasst höchstens 5 Dateien.|Sie sind offline. Dateien brauchen eine Verbindung.|{name} wurde nicht gesendet. Versuchen Sie es noch einmal.|Zu viele Dateien auf einmal. Versuchen Sie es {when} noch einmal.|Das Mikrofon ist nicht verfügbar. Erlauben Sie es im Browser.",
  fr: "Terminer l’enregistrement|Annuler|Retirer {name}|Message vocal|{name} dépasse 4 Mo.|{name} ne peut pas être envoyé. Envoyez des images, PDF, DOCX, XLSX ou du texte.|Un message contient au plus 5 fichiers.|Vous êtes hors ligne. Les fichiers ont besoin d’une connexion.|{name} n’a pas été envoyé. Réessayez.|Trop de fichiers à la fois. Réessayez {when}.|Le micro n’est pas disponible. Autorisez-le dans le navigateur.",
  it: "Termina la registrazione|Annulla|Rimuovi {name}|Messaggio vocale|{name} supera i 4 MB.|{name} non può essere inviato. Invia immagini, PDF, DOCX, XLSX o testo.|Un messaggio contiene al massimo 5 file.|Sei offline. I file richiedono una connessione.|{name} non è stato inviato. Riprova.|Troppi file in una volta. Riprova {when}.|Il microfono non è disponibile. Consentilo nel browser.",
  nl: "Opname beëindigen|Annuleren|{name} verwijderen|Spraakbericht|{name} is groter dan 4 MB.|{name} kan niet worden verstuurd. Stuur afbeeldingen, PDF, DOCX, XLSX of tekst.|Een bericht bevat hoogstens 5 bestanden.|U bent offline. Bestanden hebben een verbinding nodig.|{name} is niet verstuurd. Probeer het opnieuw.|Te veel bestanden tegelijk. Probeer het {when} opnieuw.|De microfoon is niet beschikbaar. Sta hem toe in de browser.",
  pl: "Zakończ nagrywanie|Anuluj|Usuń {name}|Wiadomość głosowa|Plik {name} ma ponad 4 MB.|Nie można wysłać {name}. Wyślij obrazy, PDF, DOCX, XLSX lub tekst.|Wiadomość zawiera najwyżej 5 plików.|Jesteś offline. Pliki wymagają połączenia.|Nie wysłano {name}. Spróbuj ponownie.|Za dużo plików naraz. Spróbuj ponownie {when}.|Mikrofon jest niedostępny. Zezwól na niego w przeglądarce.",
  ru: "Закончить запись|Отмена|Убрать {name}|Голосовое сообщение|{name} больше 4 МБ.|{name} нельзя отправить. Отправьте изображения, PDF, DOCX, XLSX или текст.|В сообщении не больше 5 файлов.|Нет сети. Для файлов нужно соединение.|Файл {name} не отправлен. Попробуйте ещё раз.|Слишком много файлов сразу. Попробуйте ещё раз {when}.|Микрофон недоступен. Разрешите его в браузере.",
  ar: "إنهاء التسجيل|إلغاء|إزالة {name}|رسالة صوتية|حجم {name} أكبر من 4 ميغابايت.|لا يمكن إرسال {name}. أرسل صورًا أو PDF أو DOCX أو XLSX أو نصًا.|تحمل الرسالة 5 ملفات على الأكثر.|أنت غير متصل. تحتاج الملفات إلى اتصال.|لم يُرسل {name}. حاول مرة أخرى.|ملفات كثيرة دفعة واحدة. حاول مرة أخرى {when}.|لا يمكن استخدام الميكروفون. اسمح به في المتصفح.",
  zh: "完成录音|取消|移除 {name}|语音消息|{name} 超过 4 MB。|无法发送 {name}。请发送图片、PDF、DOCX、XLSX 或文本。|一条消息最多 5 个文件。|您已离线，发送文件需要网络连接。|{name} 未发送，请重试。|一次发送的文件太多，请{when}重试。|无法使用麦克风，请在浏览器中允许。",
  ja: "録音を終える|キャンセル|{name} を削除|音声メッセージ|{name} は 4 MB を超えています。|{name} は送信できません。画像、PDF、DOCX、XLSX、テキストを送信してください。|1 件のメッセージに添付できるのは 5 ファイルまでです。|オフラインです。ファイルには接続が必要です。|{name} を送信できませんでした。もう一度お試しください。|一度に送るファイルが多すぎます。{when}にもう一度お試しください。|マイクを使用できません。ブラウザーで許可してください。",
};

/** How a language speaks of files. */
export type FileSpeech = {
  words: FileWords;
  /** A file's size, as "120 kB". */
  sizeOf(bytes: number): string;
  /** When some seconds have passed, as "in 12 seconds". */
  soon(seconds: number): string;
};

/** How a language speaks of files; English for one that isn't known. */
export function speechOf(locale: string): FileSpeech {
  const known = (words[locale as Locale] ?? words.en).split("|");
  return {
    words: Object.fromEntries(names.map((name, i) => [name, known[i]])) as FileWords,
    sizeOf: (bytes) => {
      const [size, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
      return new Intl.NumberFormat(locale, { style: "unit", unit, maximumSignificantDigits: 2 }).format(size);
    },
    soon: (seconds) => {
      const [wait, unit] = seconds > 90 ? ([seconds / 60, "minute"] as const) : ([seconds, "second"] as const);
      return new Intl.RelativeTimeFormat(locale).format(Math.ceil(wait), unit);
    },
  };
}
