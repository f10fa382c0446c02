// Opens pages in Chromium and holds them against README.md: the report of each result folder, and the page of an analysis, a
// file NAME.html with its numbers beside it in NAME.json where it has them. Ends with 1 where something fails; with --first at
// the first fault.
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const words = process.argv.slice(2);
const picturesAt = words.indexOf("--pictures");
const pictures = picturesAt < 0 ? undefined : words.splice(picturesAt, 2)[1];
const firstAt = words.indexOf("--first");
const stopsAtFirst = firstAt >= 0 && words.splice(firstAt, 1).length > 0;
const most = { any: 1.5e6, dalian: 600e3, script: 15 * 1024, memory: 150e6 };

class Report {
  constructor(path) {
    this.isRun = !path.endsWith(".html");
    this.name = basename(path, ".html");
    this.file = this.isRun ? join(resolve(path), "report.html") : resolve(path);
    const numbers = this.isRun ? join(path, "result.json") : path.replace(/html$/, "json");
    this.result = existsSync(numbers) ? JSON.parse(readFileSync(numbers, "utf8")) : undefined;
    this.of = this.isRun ? this.result.scenario : this.name;
    this.faults = [];
  }
  expect(holds, what) {
    if (!holds) this.faults.push(what);
    if (!holds && stopsAtFirst) (console.log(what), process.exit(1));
  }
}

/// A page with the network off; whatever it asks for or complains of is a fault.
async function open(browser, report, settings) {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 }, ...settings });
  const page = await context.newPage();
  page.on("request", (request) =>
    report.expect(request.url().startsWith("file:") && request.isNavigationRequest(), `asks for ${request.url()}`));
  page.on("console", (message) => report.expect(false, `console: ${message.text()}`));
  page.on("pageerror", (error) => report.expect(false, `exception: ${error.message}`));
  await page.goto("file://" + report.file);
  return page;
}

function checkSize(report) {
  const bytes = statSync(report.file).size;
  const limit = report.isRun && report.of.startsWith("dalian-2027") ? most.dalian : most.any;
  report.expect(bytes <= limit, `${bytes} bytes, more than ${limit}`);
  const script = readFileSync(report.file, "utf8").match(/<script>([^]*?)<\/script>/)[1];
  report.expect(script.length <= most.script, `${script.length} characters of script`);
  return bytes;
}

async function checkAxe(page, report, where) {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => axe.run(document));
  for (const one of violations)
    report.expect(false, `axe, ${where}: ${one.id}: ${one.help}: ${one.nodes.length} × ${one.nodes[0].html.slice(0, 120)}`);
}

/// Tab until something that fits has the focus.
async function tabTo(page, fits) {
  for (let i = 0; i < 400; ++i) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`(${fits})(document.activeElement)`)) return true;
  }
  return false;
}

async function checkKeyboard(page, report) {
  report.expect(await tabTo(page, (one) => one.dataset.lang === "zh"), "Tab does not reach the language");
  await page.keyboard.press("Enter");
  report.expect((await page.evaluate(() => document.documentElement.lang)) === "zh", "Enter does not take the language");
  if (await page.locator("nav a").count()) {
    report.expect(await tabTo(page, (one) => one.matches("nav a")), "Tab does not reach a chapter");
    await page.keyboard.press("Enter");
    report.expect((await page.evaluate(() => location.hash)) !== "", "Enter does not go to a chapter");
  }
  report.expect(await tabTo(page, (one) => one.tagName === "SUMMARY"), "Tab does not reach a table");
  await page.keyboard.press("Enter");
  report.expect(await page.evaluate(() => document.activeElement.parentElement.open), "Enter does not open a table");
  await page.keyboard.press("Enter");
}

async function checkLanguage(page, report, language) {
  const other = language === "en" ? "zh" : "en";
  await page.click(`button[data-lang=${language}]`);
  const seen = await page.evaluate(
    (of) => [...document.querySelectorAll(`main [lang=${of}]`)].filter((one) => one.getClientRects().length > 0).length, other);
  report.expect(seen === 0, `${seen} texts in ${other} are seen in ${language}`);
  const figures = await page.evaluate(() =>
    [...document.querySelectorAll("figure")].map((figure) => ({
      title: document.getElementById(figure.getAttribute("aria-labelledby"))?.innerText.trim() ?? "",
      description: document.getElementById(figure.getAttribute("aria-describedby"))?.innerText.trim() ?? "",
      rows: figure.querySelectorAll("details table tbody tr").length,
      drawings: figure.querySelectorAll("svg").length,
    })));
  report.expect(figures.length > 0, "no figures");
  for (const one of figures)
    report.expect(one.title && one.description && one.rows > 0 && one.drawings > 0, `figure in ${language}: ${JSON.stringify(one)}`);
  report.expect((await page.title()) === (await page.evaluate(() => document.querySelector("h1").innerText)), "the title is another");
}

/// A page begins with what it says, in both languages.
async function checkHeadline(page, report) {
  const said = await page.evaluate(() => document.querySelector("main > .headline > .verdict")?.innerText.trim() ?? "");
  const before = await page.evaluate(() => document.querySelector("main").firstElementChild.className);
  report.expect(said.length > 20 && before === "headline", `it does not begin with a sentence: ${before}: ${said}`);
}

/// Every row of every table of an analysis stands in its page.
async function checkRows(page, report) {
  if (report.result?.sheets === undefined) return;
  const rows = await page.evaluate(() => document.querySelectorAll("main tbody tr").length);
  const wanted = report.result.sheets.reduce((sum, sheet) => sum + sheet.rows.length, (report.result.inputs ?? []).length);
  report.expect(wanted > 0 && rows === wanted, `${rows} rows in tables, ${wanted} in its numbers`);
}

/// The share in percent as the page's figure of chances writes it.
function shownChance(chance) {
  const percent = 100 * chance.estimate;
  if (chance.hits === 0 || chance.hits === chance.draws) return null;
  const end = Math.min(percent, 100 - percent);
  return percent.toFixed(end < 1 ? 1 + Math.ceil(-Math.log10(end)) : 1);
}

async function checkNumbers(page, report) {
  await page.click("button[data-lang=en]");
  const rows = await page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll("figure[aria-labelledby=figure-chances] .strip:not(.axis)")].map((row) =>
      [row.querySelector(".name b").innerText, row.querySelector(".said b").innerText])));
  let compared = 0;
  for (const target of report.result.targets) {
    const answer = report.result.readings[0].targets.find((one) => one.id === target.id);
    const row = rows[target.title.en];
    if (row === undefined || answer?.chance === undefined) continue;
    const shown = shownChance(answer.chance);
    ++compared;
    report.expect(shown === null ? row.startsWith(answer.chance.hits === 0 ? "<" : ">") : Math.abs(parseFloat(row) - parseFloat(shown)) < 0.0051 + 0.05 * (parseFloat(shown) >= 1),
      `${target.id}: the page says ${row}, the result ${shown}`);
  }
  report.expect(compared > 0 && compared === Object.keys(rows).length, `${compared} of ${Object.keys(rows).length} chances compared`);
}

/// The script counts as report/write/recount.cpp did, to the last trial, and a slider counts within a tenth of a second.
async function checkRecount(page, report) {
  if (!(await page.evaluate(() => globalThis.leontide !== undefined))) return;
  const { differing, probes, longest } = await page.evaluate(() => {
    let differing = 0, longest = 0;
    for (const probe of leontide.probes) {
      const moves = probe.met.map(() => ({ bound: 0, base: 0 }));
      for (const [target, bound, base] of probe.moves) moves[target] = { bound, base };
      const began = performance.now();
      const { completed, joint, met } = leontide.count(probe.set, moves);
      longest = Math.max(longest, performance.now() - began);
      if (JSON.stringify([completed, joint, met]) !== JSON.stringify([probe.completed, probe.joint, probe.met])) ++differing;
    }
    return { differing, probes: leontide.probes.length, longest };
  });
  report.expect(probes > 0 && differing === 0, `${differing} of ${probes} recounts differ`);
  report.recount = `, recount ${longest.toFixed(1)} ms`;
  const slider = page.locator("input[data-kind=bound]").first();
  if ((await slider.count()) === 0) return;
  const chance = page.locator(`[data-chance="${await slider.getAttribute("data-target")}"]`);
  const before = await chance.innerText();
  await slider.focus();
  await page.keyboard.press("End");
  const high = await chance.innerText();
  await page.keyboard.press("Home");
  report.expect((await chance.innerText()) !== high, "a bound moves and its chance does not");
  await page.click("button[type=reset]");
  await page.waitForTimeout(50);
  report.expect((await chance.innerText()) === before, "back to the plan gives another chance");
}

/// None of a count, or all of it, is said by a bound.
async function checkBounds(page, report) {
  const bare = await page.evaluate(() =>
    [...document.querySelectorAll("[data-chance],[data-joint]")].filter((one) => /^(0|100)(\.0+)?\s%/.test(one.innerText)).length);
  report.expect(bare === 0, `${bare} counts of none or of all without a bound`);
}

/// What a slider moves is seen beside it.
async function checkSliders(page, report) {
  const hidden = await page.evaluate(() =>
    [...document.querySelectorAll("form.anew input[type=range]")].filter((one) => {
      const scroller = one.closest(".scroll");
      return one.nextElementSibling.getBoundingClientRect().right > innerWidth || scroller.scrollWidth > scroller.clientWidth;
    }).length);
  report.expect(hidden === 0, `${hidden} sliders hide what they move`);
}

/// A chapter on paper has more than its heading.
async function checkPaper(page, report) {
  await page.emulateMedia({ media: "print" });
  const empty = await page.evaluate(() =>
    [...document.querySelectorAll("section.chapter")].filter((chapter) => chapter.getClientRects().length > 0 &&
      ![...chapter.children].some((part) => !part.matches("h2,h3,.lead") && part.getBoundingClientRect().height > 0)).map((one) => one.innerText));
  report.expect(empty.length === 0, `printed empty: ${empty.join("; ")}`);
  const forms = await page.evaluate(() =>
    [...document.querySelectorAll(".screen-only")].filter((one) => one.getClientRects().length > 0).length);
  report.expect(forms === 0, `${forms} chapters printed that are for screens only`);
  await page.emulateMedia({ media: null });
}

async function checkWidth(page, report, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  report.expect(over <= 0, `${where}: ${over} pixels wider than the window`);
}

/// Memory and first paint as the browser counts them, before anything else is asked of the page.
async function figures(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const paint = await page.evaluate(() => new Promise((done) => {
    const known = () => performance.getEntriesByName("first-contentful-paint")[0];
    if (known()) done(known().startTime);
    new PerformanceObserver(() => known() && done(known().startTime)).observe({ type: "paint", buffered: true });
  }));
  return { memory: metrics.find((one) => one.name === "JSHeapTotalSize").value, paint };
}

async function check(browser, path) {
  const report = new Report(path);
  const bytes = checkSize(report);
  const light = await open(browser, report, { colorScheme: "light" });
  const { memory, paint } = await figures(light);
  report.expect(memory < most.memory, `${memory} bytes of memory`);
  await checkKeyboard(light, report);
  for (const language of ["zh", "en"]) await checkLanguage(light, report, language);
  await checkHeadline(light, report);
  await (report.isRun ? checkNumbers : checkRows)(light, report);
  await checkRecount(light, report);
  await checkBounds(light, report);
  await checkPaper(light, report);
  await checkWidth(light, report, "screen");
  const pdf = await light.pdf({ format: "A4", printBackground: true, preferCSSPageSize: true, path: pictures && join(pictures, report.name + ".pdf") });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  report.expect(pages >= 1 && pages <= 40, `${pages} pages of A4`);
  if (pictures) await light.screenshot({ path: join(pictures, report.name + "-light.png"), fullPage: true });
  await checkAxe(light, report, "light, English");
  const dark = await open(browser, report, { colorScheme: "dark" });
  await dark.click("button[data-lang=zh]");
  if (pictures) await dark.screenshot({ path: join(pictures, report.name + "-dark-zh.png"), fullPage: true });
  await checkAxe(dark, report, "dark, Chinese");
  const phone = await open(browser, report, { viewport: { width: 390, height: 844 } });
  await checkWidth(phone, report, "phone");
  await checkSliders(phone, report);
  if (pictures) await phone.screenshot({ path: join(pictures, report.name + "-phone.png"), fullPage: true });
  await checkAxe(phone, report, "phone");
  await phone.click("button[data-lang=zh]");
  await checkWidth(phone, report, "phone, Chinese");
  for (const page of [light, dark, phone]) await page.context().close();
  console.log(`browser: ${report.of}: ${(bytes / 1000).toFixed(0)} kB, ${pages} pages of A4, first paint ${paint.toFixed(0)} ms${report.recount ?? ""}, ` +
    `${(memory / 1e6).toFixed(0)} MB: ${report.faults.length === 0 ? "holds" : report.faults.length + " faults"}`);
  for (const fault of report.faults) console.log(`  ${fault}`);
  return report.faults.length === 0;
}

const browser = await chromium.launch({ executablePath: process.env.LEONTIDE_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
let holds = words.length > 0;
for (const folder of words) holds = (await check(browser, folder)) && holds;
await browser.close();
process.exit(holds ? 0 : 1);
