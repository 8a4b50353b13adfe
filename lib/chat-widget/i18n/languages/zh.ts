import type { Words } from "@/lib/chat-widget/i18n/words";

const words: Words = {
  close: "关闭聊天",
  menu: "菜单",
  newConversation: "新对话",
  askPerson: "联系人工",
  language: "语言",
  assistant: "AI 助手",
  intro: "回答来自 {name} 的网站，并附有来源。",
  you: "您",
  message: "消息",
  placeholder: "请输入问题",
  send: "发送",
  stop: "停止",
  sources: "来源",
  source: "来源 {n}：{title}",
  kept: "已保存，稍后发送",
  failed: "未发送",
  retry: "重试",
  tooMany: "消息过于频繁，请{when}再试。",
  stopped: "已停止",
  interrupted: "回答中断了。",
  offline: "您已离线。",
  away: "暂时无法连接到我们。",
  sentLater: "您写的内容会保存下来，稍后发送。",
  refused: "此页面无法使用聊天。",
  earlier: "显示更早的消息",
  latest: "跳到末尾",
};

export default words;
