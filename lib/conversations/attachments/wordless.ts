/** What a message says that is sent without words: the names of its files. */
export const namesOf = (files: { name: string }[]): string => files.map(({ name }) => name).join(", ");

/** Whether a message is its files and nothing else. */
export const isWordless = (message: { content: string; attachments: { name: string }[] }): boolean =>
  message.attachments.length > 0 && message.content === namesOf(message.attachments);
