import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMe } from "../accounts/me";
import { preferencesQuery } from "../preferences/queries";
import { tellVisibility } from "./one-tab";
import { openSoundOnTouch } from "./sound";

/** Keeps ready what announcing needs: the member's choice, the sound, and which tab is looked at. */
export function Voice() {
  useQuery(preferencesQuery(useMe().business.id));
  useEffect(openSoundOnTouch, []);
  useEffect(tellVisibility, []);
  return null;
}
