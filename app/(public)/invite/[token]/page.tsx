import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { caller } from "@/app/_trpc/server";
import { Alert } from "@/app/_ui/alert";
import { Held } from "./_components/held";

type InviteProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.invite"))("title") };
}

export default async function InvitePage({ params, searchParams }: InviteProps) {
  const [{ token }, { asked }] = await Promise.all([params, searchParams]);
  const words = await getTranslations("people.invite");
  const api = await caller();
  const [invitation, me] = await Promise.all([
    api.invitations.held({ token }).catch(() => null),
    api.account.me().catch(() => null),
  ]);
  return (
    <div className="mx-auto grid w-full max-w-md gap-6 px-4 py-8 md:py-14">
      <h1 className="text-2xl">{words("title")}</h1>
      {asked === undefined ? null : <Alert tone="good" what={words("asked")} why={words("askedWhy")} />}
      {invitation === null ? (
        <Alert tone="waiting" what={words("void")} why={words("voidWhy")} />
      ) : (
        <Held
          token={token}
          invitation={invitation}
          signedInAs={me?.email ?? null}
          asked={asked !== undefined}
        />
      )}
    </div>
  );
}
