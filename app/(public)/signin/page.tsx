import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { caller } from "@/app/_trpc/server";
import { safePath } from "@/server/identity/rules";
import { readTicket, SIGN_IN_COOKIE } from "@/server/identity/sign-in/rules";
import { CodeStep } from "./_components/code-step";
import { DemoPeople } from "./_components/demo-people";
import { EmailStep } from "./_components/email-step";

type SignInProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations("identity.signIn");
  return { title: words("title") };
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export default async function SignInPage({ searchParams }: SignInProps) {
  const query = await searchParams;
  const next = safePath(textOf(query.next));
  const error = textOf(query.error);
  const { landing, demoPeople } = await (await caller()).signIn.desk();
  if (landing !== null) redirect(next ?? landing);
  const ticket = readTicket((await cookies()).get(SIGN_IN_COOKIE)?.value);
  const waiting = query.step === "code" ? ticket : undefined;
  return (
    <div className="mx-auto grid w-full max-w-md gap-8 px-4 py-8 md:py-14">
      {waiting ? (
        <CodeStep email={waiting.email} next={next} error={error} sandbox={demoPeople.length > 0} />
      ) : (
        <EmailStep next={next} error={error} typed={error === undefined ? undefined : ticket?.email} />
      )}
      {waiting || demoPeople.length === 0 ? null : <DemoPeople people={demoPeople} next={next} />}
    </div>
  );
}
