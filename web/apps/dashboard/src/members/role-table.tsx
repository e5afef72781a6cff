import type { Role } from "@pingback/api";
import { Check, Minus } from "lucide-react";
import { members as memberWords } from "../texts/members";
import styles from "./role-table.module.css";

const ROLES: readonly Role[] = ["owner", "admin", "agent"];

/** The permission table of the documentation, where the decision about a role is made. */
export function RoleTable() {
  const { matrix } = memberWords;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{matrix.title}</th>
          {ROLES.map((role) => (
            <th key={role} scope="col" className={styles.mark}>
              {memberWords.roles[role]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {matrix.rows.map((row) => (
          <tr key={row.action}>
            <th scope="row">{row.action}</th>
            {ROLES.map((role) => (
              <td key={role} className={styles.mark}>
                {row.who.includes(role) ? (
                  <Check
                    size={16}
                    strokeWidth={1.75}
                    className={styles.yes}
                    role="img"
                    aria-label={matrix.yes}
                  />
                ) : (
                  <Minus
                    size={16}
                    strokeWidth={1.75}
                    className={styles.no}
                    role="img"
                    aria-label={matrix.no}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
