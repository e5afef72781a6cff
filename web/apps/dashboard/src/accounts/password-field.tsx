import { Field, type FieldProps } from "@pingback/ui";
import { Eye, EyeOff } from "lucide-react";
import { account as accountWords } from "../texts/account";

/** A password with the button that shows it. `fresh` is one being chosen, with its length checked. */
export function PasswordField({
  fresh,
  ...rest
}: Omit<FieldProps, "type" | "reveal" | "words"> & { fresh?: boolean }) {
  return (
    <Field
      {...rest}
      type="password"
      isRequired
      autoComplete={fresh ? "new-password" : "current-password"}
      {...(fresh ? { minLength: 8 } : {})}
      words={{ missing: accountWords.enter.password, tooShort: accountWords.enter.passwordShort }}
      reveal={{
        show: accountWords.showTyped,
        hide: accountWords.hideTyped,
        showIcon: <Eye size={16} strokeWidth={1.75} />,
        hideIcon: <EyeOff size={16} strokeWidth={1.75} />,
      }}
    />
  );
}
