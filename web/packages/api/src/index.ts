import type { components } from "./schema";

export { type Api, type ApiOptions, answer, createApi } from "./client";
export { NoAnswer, Problem } from "./problem";
export type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type Activity = Schemas["Activity"];
export type Attachment = Schemas["Attachment"];
export type Block = Schemas["Block"];
export type BulkChange = Schemas["BulkChange"];
export type Business = Schemas["Business"];
export type BusinessRef = Schemas["BusinessRef"];
export type CannedReply = Schemas["CannedReply"];
export type Conversation = Schemas["Conversation"];
export type ConversationChange = Schemas["ConversationChange"];
export type Counts = Schemas["Counts"];
export type Customer = Schemas["Customer"];
export type CustomerChange = Schemas["CustomerChange"];
export type CustomerNote = Schemas["CustomerNote"];
export type Draft = Schemas["Draft"];
export type DraftRef = Schemas["DraftRef"];
export type Label = Schemas["Label"];
export type Me = Schemas["Me"];
export type Member = Schemas["Member"];
export type Message = Schemas["Message"];
export type Notification = Schemas["ListedNotification"];
export type Session = Schemas["Session"];
export type Usage = Schemas["Usage"];
export type Quota = Usage["agents"];
export type User = Schemas["User"];
export type View = Schemas["View"];
export type ViewFilter = Schemas["ViewFilter"];
export type Visit = Schemas["Visit"];
export type Widget = Schemas["Widget"];
export type WidgetIdentity = Schemas["WidgetIdentity"];
export type WidgetSettings = Schemas["WidgetSettings"];

export type Role = Member["role"];
export type Priority = Schemas["Priority"];
export type MemberStatus = Member["status"];
export type ConversationStatus = Conversation["status"];
export type ChannelType = Conversation["channel_type"];
