"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { askForReset, setPassword, signIn, signUp } from "@/app/(auth)/actions";
import { FormNotice, Submit, useForm } from "@/components/form";
import { Field } from "@/components/ui/field";
import { Input, PasswordInput } from "@/components/ui/input";

export function SignUpForm() {
  const t = useTranslations("auth");
  const { form, fail, error, isPending } = useForm(signUp);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormNotice error={error} />
      <EmailField error={fail("email")} />
      <Field label={t("password")} hint={t("passwordHint")} error={fail("password")}>
        <PasswordInput name="password" autoComplete="new-password" />
      </Field>
      <Submit isPending={isPending}>{t("signUp.submit")}</Submit>
    </form>
  );
}

export function SignInForm({ next }: { next: string | undefined }) {
  const t = useTranslations("auth");
  const { form, fail, error, isPending } = useForm(signIn, enter);
  const forgot = (
    <Link href="/forgot-password" className="rounded-sm text-accent-ink text-sm hover:underline">
      {t("signIn.forgot")}
    </Link>
  );
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormNotice error={error} />
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <EmailField error={fail("email")} />
      <Field label={t("password")} error={fail("password")} aside={forgot}>
        <PasswordInput name="password" autoComplete="current-password" />
      </Field>
      <Submit isPending={isPending}>{t("signIn.submit")}</Submit>
    </form>
  );
}

export function ForgotPasswordForm() {
  const t = useTranslations("auth.forgot");
  const { form, fail, error, isPending } = useForm(askForReset);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormNotice error={error} />
      <EmailField error={fail("email")} />
      <Submit isPending={isPending}>{t("submit")}</Submit>
    </form>
  );
}

export function NewPasswordForm() {
  const t = useTranslations("auth");
  const { form, fail, error, isPending } = useForm(setPassword, enter);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormNotice error={error} />
      <Field label={t("reset.newPassword")} hint={t("passwordHint")} error={fail("password")}>
        <PasswordInput name="password" autoComplete="new-password" />
      </Field>
      <Submit isPending={isPending}>{t("reset.submit")}</Submit>
    </form>
  );
}

// Loads anew: the pages behind the sign-in have a content security policy of their own.
const enter = ({ next }: { next: string }) => location.assign(next);

function EmailField({ error }: { error: string | undefined }) {
  const t = useTranslations("auth");
  return (
    <Field label={t("email")} error={error}>
      <Input name="email" type="email" autoComplete="email" inputMode="email" />
    </Field>
  );
}
