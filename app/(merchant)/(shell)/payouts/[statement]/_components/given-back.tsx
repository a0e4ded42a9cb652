import { useTranslations } from "next-intl";
import { Money } from "@/app/_ui/money";
import { TextLink } from "@/app/_ui/text-link";
import { jpy } from "@/server/kernel/money";
import { Period } from "../../_components/period";

type GivenBackProps = {
  returns: readonly {
    readonly id: string;
    readonly fromOn: string;
    readonly throughOn: string;
    readonly feeReturnedMinor: bigint;
  }[];
};

/** The statements whose fees are given back here, since their sales were refunded later. */
export function GivenBack({ returns }: GivenBackProps) {
  const words = useTranslations("payouts");
  if (returns.length === 0) return null;
  return (
    <section className="mt-3 text-sm">
      <h3 className="text-xs font-normal text-muted">{words("givenBack")}</h3>
      <ul>
        {returns.map(({ id, fromOn, throughOn, feeReturnedMinor }) => (
          <li key={id} className="flex justify-between gap-4 py-1">
            <TextLink href={`/payouts/${id}`}>
              <Period from={fromOn} through={throughOn} />
            </TextLink>
            <Money value={jpy(feeReturnedMinor)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
