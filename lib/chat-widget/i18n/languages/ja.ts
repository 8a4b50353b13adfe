import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "チャットを閉じる",
  menu: "メニュー",
  newConversation: "新しい会話",
  askPerson: "担当者に相談する",
  language: "言語",
  assistant: "AI アシスタント",
  intro: "{name} のウェブサイトをもとに、出典付きで回答します。",
  you: "あなた",
  message: "メッセージ",
  placeholder: "質問を入力",
  send: "送信",
  stop: "停止",
  sources: "出典",
  source: "出典 {n}：{title}",
  kept: "保存済み、あとで送信されます",
  failed: "送信できませんでした",
  retry: "再試行",
  tooMany: "メッセージが多すぎます。{when}に再試行してください。",
  stopped: "停止しました",
  interrupted: "回答が中断されました。",
  offline: "オフラインです。",
  away: "現在つながりません。",
  sentLater: "書いた内容は保存され、あとで送信されます。",
  refused: "このページではチャットを利用できません。",
  earlier: "以前のメッセージを表示",
  latest: "最後へ移動",
};

export default words;
