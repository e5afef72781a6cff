import type { Me } from "@pingback/api";
import { QueryObserver } from "@tanstack/react-query";
import { beforeEach, expect, it, vi } from "vitest";
import { meQuery } from "../accounts/me";
import { queryClient } from "../query-client";
import { channelsQuery } from "./queries";

const ask = vi.fn(async () => []);

/** A page that wants the channels, of somebody who may do that. */
function wantsChannels(...permissions: string[]) {
  queryClient.setQueryData(meQuery.queryKey, { permissions } as unknown as Me);
  new QueryObserver(queryClient, { ...channelsQuery("w"), queryFn: ask }).subscribe(() => {})();
}

beforeEach(() => {
  queryClient.clear();
  ask.mockClear();
});

it("asks for the channels where the server tells them", () => {
  wantsChannels("channel.manage");
  expect(ask).toHaveBeenCalledOnce();
});

it("does not ask what an agent is not told", () => {
  wantsChannels("conversation.handle");
  expect(ask).not.toHaveBeenCalled();
});
