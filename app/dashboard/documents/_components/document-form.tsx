"use client";

import { MessageCircleQuestion, PenLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import {
  addQuestionAnswer,
  addText,
  changeQuestionAnswer,
  changeText,
  renameFile,
} from "@/app/dashboard/documents/actions";
import { FormNotice, Submit, useForm } from "@/components/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { DocumentDetail, DocumentKind } from "@/lib/knowledge/documents/schema";

/** By kind: the names of the fields, and what takes them. */
const forms = {
  text: { title: "title", body: "text", rows: 12, add: addText, change: changeText },
  qa: { title: "question", body: "answer", rows: 6, add: addQuestionAnswer, change: changeQuestionAnswer },
  file: { title: "name", body: null, rows: 0, add: null, change: renameFile },
} as const;

const icons = { text: PenLine, qa: MessageCircleQuestion };

/** The button that opens an empty form. */
export function AddDocument({ kind }: { kind: "text" | "qa" }) {
  const t = useTranslations(`documents.${kind}`);
  const Icon = icons[kind];
  const trigger = (
    <Button>
      <Icon aria-hidden /> {t("open")}
    </Button>
  );
  return (
    <DocumentDialog trigger={trigger} title={t("addTitle")}>
      {(close) => <DocumentForm kind={kind} submit={t("add")} run={forms[kind].add} onDone={close} />}
    </DocumentDialog>
  );
}

/** The button that opens a form with what is there. */
export function EditDocument({ document }: { document: Pick<DocumentDetail, "id" | "kind" | "title" | "body"> }) {
  const t = useTranslations("documents");
  const { kind } = document;
  const trigger = (
    <Button>
      <PenLine aria-hidden /> {kind === "file" ? t("rename") : t("edit")}
    </Button>
  );
  return (
    <DocumentDialog trigger={trigger} title={t(`${kind}.editTitle`)}>
      {(close) => (
        <DocumentForm
          kind={kind}
          document={document}
          submit={t(`${kind}.save`)}
          run={forms[kind].change}
          onDone={close}
        />
      )}
    </DocumentDialog>
  );
}

type DialogParts = { trigger: ReactNode; title: string; children: (close: () => void) => ReactNode };

function DocumentDialog({ trigger, title, children }: DialogParts) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen} trigger={trigger} title={title}>
      {children(() => setOpen(false))}
    </Dialog>
  );
}

function DocumentForm({
  kind,
  document,
  submit,
  run,
  onDone,
}: {
  kind: DocumentKind;
  document?: Pick<DocumentDetail, "id" | "title" | "body">;
  submit: string;
  run: typeof addText;
  onDone: () => void;
}) {
  const t = useTranslations(`documents.${kind}`);
  const texts = useTranslations("documents");
  const router = useRouter();
  const { form, fail, error, isPending } = useForm(run, () => {
    router.refresh();
    onDone();
  });
  const { title, body, rows } = forms[kind];
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormNotice error={error} />
      {document ? <input type="hidden" name="documentId" value={document.id} /> : null}
      <Field label={t("titleLabel")} hint={t("titleHint")} error={fail(title)}>
        <Input name={title} defaultValue={document?.title} dir="auto" autoComplete="off" />
      </Field>
      {body ? (
        <Field label={texts(kind === "qa" ? "qa.bodyLabel" : "text.bodyLabel")} error={fail(body)}>
          <Textarea name={body} rows={rows} dir="auto" defaultValue={document?.body ?? ""} className="resize-y" />
        </Field>
      ) : null}
      <Submit isPending={isPending}>{submit}</Submit>
    </form>
  );
}
