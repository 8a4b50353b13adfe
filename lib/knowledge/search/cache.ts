/** Tags what is cached of a customer's knowledge. Whoever changes passages or their vectors forgets it after the commit. */
export const knowledgeTag = (customerId: string) => `knowledge:${customerId}`;
