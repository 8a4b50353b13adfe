import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "Zamknij czat",
  menu: "Menu",
  newConversation: "Nowa rozmowa",
  askPerson: "Poproś o kontakt z człowiekiem",
  language: "Język",
  assistant: "Asystent AI",
  intro: "Odpowiedzi pochodzą ze strony {name} i mają podane źródła.",
  you: "Ty",
  message: "Wiadomość",
  placeholder: "Zadaj pytanie",
  send: "Wyślij",
  stop: "Zatrzymaj",
  sources: "Źródła",
  source: "Źródło {n}: {title}",
  kept: "Zachowana, zostanie wysłana",
  failed: "Nie wysłano",
  retry: "Spróbuj ponownie",
  tooMany: "Za dużo wiadomości naraz. Spróbuj ponownie {when}.",
  stopped: "Zatrzymano",
  interrupted: "Odpowiedź została przerwana.",
  offline: "Brak połączenia.",
  away: "W tej chwili jesteśmy nieosiągalni.",
  sentLater: "To, co napiszesz, zostanie zachowane i wysłane później.",
  refused: "Czat nie jest dostępny na tej stronie.",
  earlier: "Pokaż wcześniejsze wiadomości",
  latest: "Przejdź na koniec",
};

export default words;
