import { getTranslations } from "next-intl/server";
import { Button } from "@/app/_ui/button";

/** The way out as a plain form. */
export async function SignOutForm() {
  const words = await getTranslations("common");
  return (
    <form method="post" action="/api/auth/signout">
      <Button type="submit" variant="secondary">
        {words("signOut")}
      </Button>
    </form>
  );
}
