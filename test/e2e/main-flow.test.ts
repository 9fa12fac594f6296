import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHost, type RemoteHost } from "../../jobs/api/remote-host.ts";
import { type OpenAiStandIn, startOpenAiStandIn } from "../../jobs/demo/openai-stand-in.ts";
import { type CephRgw, startCephRgw } from "../support/ceph-rgw.ts";
import { type Desktop, openDesktop } from "../support/desktop/desktop.ts";
import { isLeftOut, type JobdeckApp, openJobdeck } from "../support/desktop/electron-app.ts";
import { inMain } from "../support/desktop/in-main.ts";
import { startKeyring } from "../support/desktop/keyring.ts";
import { type NotificationDaemon, startNotificationDaemon } from "../support/desktop/notification-daemon.ts";
import { until } from "../support/desktop/processes.ts";
import { startTrayHost, type TrayHost } from "../support/desktop/tray-host.ts";
import { screenshot, untilUsable, untilVisible } from "../support/desktop/window.ts";

const files = 45;
const apiKey = "sk-canary-1d5f0e77";

/** What the first user does on the first day, with the real counterparts of everything. */
describe.skipIf(isLeftOut("electron", "tray", "keychain", "notifications", "s3"))("a day with Jobdeck", () => {
  let desktop: Desktop;
  let tray: TrayHost;
  let notifications: NotificationDaemon;
  let s3: CephRgw;
  let openAi: OpenAiStandIn;
  let jobdeck: JobdeckApp;
  let host: RemoteHost;
  let page: Page;

  beforeAll(async () => {
    [desktop, s3, openAi] = await Promise.all([openDesktop(), startCephRgw(), startOpenAiStandIn({ apiKey })]);
    [tray, notifications] = await Promise.all([
      startTrayHost(desktop),
      startNotificationDaemon(desktop),
      startKeyring(desktop),
      fillBucket(s3),
    ]);
    jobdeck = await openJobdeck(desktop);
    page = await jobdeck.page();
    host = await until("the host", () => connectHost(jobdeck.home).catch(() => undefined));
  });

  afterAll(async () => {
    host?.close();
    tray?.close();
    await jobdeck?.quit();
    await desktop?.close();
    await Promise.all([s3?.stop(), openAi?.close()]);
  });

  const newestRun = async () => (await host.client.runs.list({ limit: 1 })).runs[0];
  /** Chooses the sync in the tray's menu and gives back the run that this starts. */
  const runFromTray = async () => {
    const before = await newestRun();
    await tray.click("Run now", "S3");
    return until("the run", async () => {
      const run = await newestRun();
      return run?.id === before?.id ? undefined : run;
    });
  };
  const heading = (runId: string) => page.getByRole("heading", { name: `Run ${runId.slice(0, 4)}`, exact: true });
  const stateLine = (text: string) => page.getByRole("status").filter({ hasText: text }).first();

  it("begins without credentials, and the tray leads to where they are entered", async () => {
    await untilUsable(page);
    await expect.poll(tray.texts).toContain("Set up S3 → vector store…");
    await tray.click("Set up");
    await page.getByRole("form", { name: "S3 storage" }).waitFor();
  });

  it("takes the credentials and tries them against the services", async () => {
    const bucket = page.getByRole("form", { name: "S3 storage" });
    await fill(bucket, {
      Bucket: "notes",
      Endpoint: s3.endpoint,
      Region: s3.region,
      "Access key ID": s3.accessKeyId,
      "Secret access key": s3.secretAccessKey,
    });
    await bucket.getByRole("button", { name: "Test and save" }).click();
    await bucket
      .getByRole("status")
      .filter({ hasText: /notes.*Saved\.$/ })
      .waitFor();
    await screenshot(jobdeck, "credentials-tested");

    const ai = page.getByRole("form", { name: /^OpenAI/ });
    await fill(ai, { "API key": apiKey, "Vector store": "notes", "Base URL": openAi.url });
    await ai.getByRole("button", { name: "Test and save" }).click();
    await ai.locator(".is-done").waitFor();
    await until("the tray to know", async () =>
      (await tray.texts()).includes("Set up S3 → vector store…") ? undefined : true,
    );
  });

  it("runs from the tray, and the window shows the run with its log", async () => {
    const run = await runFromTray();
    await heading(run.id).waitFor();
    await page.getByRole("log").getByText(`${files} objects`).waitFor();
    await stateLine("Completed").waitFor();
    await page.getByText(`${files} uploaded`).first().waitFor();
    expect([...openAi.state.files.values()].map((file) => file.filename)).toContain("note-1.md");
    await screenshot(jobdeck, "run-completed");
  });

  let failed = "";

  it("tells when the bucket is gone, and a click on the notification opens the run", async () => {
    await s3.kill();
    await inMain(jobdeck.electron, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await untilVisible(jobdeck, false);
    failed = (await runFromTray()).id;
    const seen = await notifications.waitFor(/^S3 → vector store$/, 60_000);
    expect(seen.body).not.toBe("");
    const run = await host.client.runs.get({ runId: failed });
    expect(run.status).toBe("failed");
    expect(seen.body).toContain(run.error?.message.split("\n")[0]?.slice(0, 40));
    await until("the tray to say so", async () => ((await tray.texts())[0]?.includes("is failing") ? true : undefined));

    await notifications.click();
    await untilVisible(jobdeck, true);
    await heading(failed).waitFor();
    await stateLine("Failed").waitFor();
    await screenshot(jobdeck, "run-failed");
  });

  it("succeeds when it is retried after the bucket is back", async () => {
    await s3.restart();
    await page
      .getByRole("button", { name: /^(Retry|Run again)/ })
      .first()
      .click();
    const run = await until("the retry's end", async () => {
      const newest = await newestRun();
      return newest?.retryOf === failed && newest.status === "completed" ? newest : undefined;
    });
    expect(run.summary).toContain(`${files} unchanged`);
    await until("the tray to say so", async () => ((await tray.texts())[0]?.startsWith("All good") ? true : undefined));
    // Of the recovery nothing is said: the user has just seen it in the window.
    await heading(run.id).waitFor();
    expect(notifications.seen().map(({ title }) => title)).toEqual(["S3 → vector store"]);
  });

  it("has written no secret anywhere but into the keychain's file", () => {
    expect(jobdeck.log()).not.toMatch(new RegExp(`${apiKey}|${s3.secretAccessKey}`));
    expect(jobdeck.complaints).toEqual([]);
  });
});

async function fill(form: ReturnType<Page["getByRole"]>, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await form.getByLabel(new RegExp(`^${label}`)).fill(value);
}

async function fillBucket({ client }: CephRgw): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: "notes" }));
  await Promise.all(
    Array.from({ length: files }, (_, index) =>
      client.send(
        new PutObjectCommand({
          Bucket: "notes",
          Key: `daily/note-${index}.md`,
          Body: `# Note ${index}\n\nSome words.\n`,
        }),
      ),
    ),
  );
}
