import { Button, toast } from "@pingback/ui";
import { useMutation } from "@tanstack/react-query";
import { answer, api, Problem } from "../api";
import { tellFailure } from "../frame/failure";
import { t } from "../texts";
import { usage as usageWords } from "../texts/settings";

const NAMES = { mini: "Mini", pro: "Pro" };

/** Leads to the checkout. A server without billing says so, and who can change the plan there. */
export function UpgradeButton({ plan, primary }: { plan: "mini" | "pro"; primary?: boolean }) {
  const checkout = useMutation({
    mutationFn: () => answer(api.GET("/api/v1/billing/checkout-url", { params: { query: { plan } } })),
    onSuccess: ({ url }) => location.assign(url),
    onError: (error) => {
      if (error instanceof Problem && error.status === 503) {
        toast({ tone: "error", title: usageWords.notConfiguredTitle, text: usageWords.notConfigured });
      } else tellFailure(t.thread.failed, error);
    },
  });
  return (
    <Button
      variant={primary ? "primary" : "secondary"}
      busy={checkout.isPending}
      onPress={() => checkout.mutate()}
    >
      {usageWords.upgrade(NAMES[plan])}
    </Button>
  );
}
