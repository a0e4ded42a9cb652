"use client";

import { Bell } from "lucide-react";
import { useTranslations } from "next-intl";
import { allowSound, playChime } from "@/app/_components/payments/chime";
import { SoundToggle } from "@/app/_components/payments/sound-toggle";
import { Button } from "@/app/_ui/button";
import { Card, CardFooter, CardHeader } from "@/app/_ui/card";

/** Whether payments are heard, and how they sound. */
export function SoundSetting() {
  const words = useTranslations("merchant.settings");
  return (
    <Card>
      <CardHeader title={words("sound")} support={words("soundLead")} className="pb-4" />
      <CardFooter className="justify-between">
        <Button variant="quiet" size="sm" onClick={() => void allowSound().then(playChime)}>
          <Bell aria-hidden />
          {words("test")}
        </Button>
        <SoundToggle />
      </CardFooter>
    </Card>
  );
}
