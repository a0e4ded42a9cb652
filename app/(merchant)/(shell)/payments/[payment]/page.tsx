import { getTranslations } from "next-intl/server";
import { HydrateClient, load, trpc } from "@/app/_trpc/server";
import { ownPlace } from "../../../_components/own-place";
import { PaymentDetails } from "./_components/payment-details";

type PaymentPageProps = { params: Promise<{ payment: string }> };

export async function generateMetadata({ params }: PaymentPageProps) {
  const words = await getTranslations("payments.detail");
  const { payment: paymentId } = await params;
  await load(trpc.payments.getPayment.queryOptions({ paymentId }));
  return { title: words("title", { last4: paymentId.slice(-4) }) };
}

export default async function PaymentPage({ params }: PaymentPageProps) {
  const { payment: paymentId } = await params;
  const place = await ownPlace();
  await load(trpc.payments.getPayment.queryOptions({ paymentId }));
  return (
    <HydrateClient>
      <PaymentDetails
        paymentId={paymentId}
        mayRefund={place.may("payment:refund")}
        role={place.role}
        mayNote={place.may("payment:note")}
        mayReadDisputes={place.may("dispute:read")}
      />
    </HydrateClient>
  );
}
