import { z } from "zod";

export const CreateCustomer = z.strictObject({
  name: z.string().trim().min(1, "Name your business").max(200),
});
export type CreateCustomer = z.infer<typeof CreateCustomer>;

export const Customer = z.object({
  id: z.uuid(),
  name: z.string(),
  plan: z.enum(["basic", "premium"]),
});
export type Customer = z.infer<typeof Customer>;

export const LanguageMode = z.enum(["single", "auto", "allowed"]);
export type LanguageMode = z.infer<typeof LanguageMode>;

/** The languages that the widget speaks. */
export const languages = ["en", "es", "pt-BR", "de", "fr", "it", "nl", "pl", "ru", "ar", "zh", "ja"] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** How a customer's assistant looks and speaks. */
export const CustomerConfig = z.object({
  assistantName: z.string().trim().min(1, "Give the assistant a name").max(60),
  greeting: z.string().trim().max(500),
  suggestions: z.array(z.string().trim().min(1).max(120)).max(6),
  accentColor: z.string().regex(/^#[0-9a-f]{6}$/, "Write the colour as # and six hexadecimal digits"),
  contactEmail: z.email().nullable(),
  languageMode: LanguageMode,
  defaultLanguage: Language,
  allowedLanguages: z.array(Language).min(1, "Allow at least one language"),
});
export type CustomerConfig = z.infer<typeof CustomerConfig>;

export const UpdateConfig = CustomerConfig.partial().strict();
export type UpdateConfig = z.infer<typeof UpdateConfig>;

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(["read", "write"])),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKey = z.strictObject({
  name: z.string().trim().min(1, "Name the key after the program that will use it").max(100),
  scopes: z
    .array(z.enum(["read", "write"]))
    .min(1)
    .default(["read", "write"]),
});
export type CreateApiKey = z.infer<typeof CreateApiKey>;
