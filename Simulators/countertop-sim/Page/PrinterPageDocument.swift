/// The page itself, in Chinese and English.
enum PrinterPageDocument {
    static let html = """
        <!doctype html>
        <html lang="zh"><meta charset="utf-8"><title>打印机 · Printer</title>
        <meta name="viewport" content="width=device-width">
        <style>
        * { box-sizing: border-box }
        body { margin: 0; font: 15px/1.45 system-ui, "WenQuanYi Micro Hei", sans-serif; background: #e9ebee; color: #1d2330;
               display: grid; grid-template-columns: 340px 420px 1fr; gap: 28px; padding: 28px; min-height: 100vh }
        h1 { font-size: 20px; margin: 0 } h2 { font-size: 14px; margin: 16px 0 6px; color: #5a6274; font-weight: 600 }
        small { color: #5a6274 }
        #lamp { display: inline-block; width: 12px; height: 12px; border-radius: 50%; background: #9aa1ad; margin-right: 8px }
        #lamp.good { background: #1ea35a } #lamp.bad { background: #d6382d }
        #state { list-style: none; margin: 12px 0 0; padding: 0 }
        #state li { display: flex; justify-content: space-between; padding: 2px 0; border-bottom: 1px solid #d5d9df }
        #state li.bad span { color: #d6382d; font-weight: 600 }
        .buttons { display: grid; grid-template-columns: 1fr 1fr; gap: 8px }
        button { font: inherit; line-height: 1.2; padding: 5px 10px; border: 1px solid #c3c9d2; border-radius: 8px;
                 background: #fff; cursor: pointer; text-align: left }
        button:hover { border-color: #3b6fd4 } button small { display: block; font-size: 12px }
        #findings { font: 12px/1.5 monospace; white-space: pre-wrap; color: #8a3b00; margin: 0 }
        #printer { align-self: end; position: sticky; bottom: 28px; max-height: calc(100vh - 56px); display: flex;
                   flex-direction: column; justify-content: flex-end; overflow: hidden }
        #out { display: flex; flex-direction: column; justify-content: flex-end; overflow: hidden; padding: 0 30px }
        #out img { width: 100%; display: block; background: #fff; border: 22px solid #fff; border-width: 10px 22px 0;
                   box-shadow: 0 1px 6px #0003 }
        #box { height: 96px; border-radius: 14px 14px 18px 18px; background: linear-gradient(#3a4150, #262b36);
               position: relative; z-index: 1; color: #dfe4ec; padding: 26px 30px 0; flex: none }
        #box small { color: #aeb6c4 }
        #box::before { content: ""; position: absolute; left: 24px; right: 24px; top: 9px; height: 6px; border-radius: 3px;
                       background: #11141a }
        #box.open { transform: rotate(-2deg); background: linear-gradient(#6b5640, #43352a) } #box.off { opacity: .55 }
        #tray { display: flex; flex-wrap: wrap; gap: 20px; align-content: flex-start }
        #tray figure { margin: 0; width: 250px } #tray img { width: 100%; background: #fff; border: 12px solid #fff;
                       box-shadow: 0 1px 5px #0003; max-height: 560px; object-fit: cover; object-position: top }
        figcaption { font-size: 13px; color: #5a6274 } figcaption a { color: #3b6fd4; margin-left: 6px }
        </style>
        <aside>
        <h1><i id="lamp"></i><span id="model"></span></h1>
        <ul id="state"></ul>
        <h2>操作 · What people do</h2>
        <div class="buttons" id="buttons"></div>
        <h2>看不懂的字节 · Bytes it could make nothing of: <span id="unknown">0</span></h2>
        <pre id="findings"></pre>
        </aside>
        <main id="printer"><div id="out"></div><div id="box"><b id="says"></b><br><small id="counts"></small></div></main>
        <section><h2 style="margin-top:0">切下的纸 · Paper that was cut</h2><div id="tray"></div></section>
        <script>
        "use strict";
        const byId = id => document.getElementById(id);
        const buttons = [
          ["paper out", "拿走纸", "Paper end"], ["paper in", "装新纸", "New roll"], ["paper low", "纸将尽", "Near end"],
          ["drawer closed", "推回钱箱", "Push drawer in"], ["cover open", "打开上盖", "Open cover"],
          ["cover closed", "合上上盖", "Close cover"], ["power off", "关机", "Power off"], ["power on", "开机", "Power on"],
          ["cable out", "拔数据线", "Pull cable"], ["cable in", "插数据线", "Plug cable"], ["jam", "卡住切刀", "Jam cutter"],
          ["hot", "打印头过热 5 秒", "Head hot for 5 s"]];
        for (const [word, chinese, english] of buttons) {
          const button = document.createElement("button");
          button.append(chinese, Object.assign(document.createElement("small"), { textContent: english }));
          button.onclick = async () => { await fetch("do", { method: "POST", body: word }); look(); };
          byId("buttons").append(button);
        }
        function rows(s) {
          return [
            ["电源 Power", s.on ? "开 on" : "关 off", !s.on], ["数据线 Cable", s.cable ? "插好 in" : "拔出 out", !s.cable],
            ["联机 Online", s.online ? "是 yes" : "否 no", !s.online],
            ["纸 Paper", !s.paper ? "没有 none" : s.nearEnd ? "将尽 near its end" : "有 there", !s.paper || s.nearEnd],
            ["上盖 Cover", s.cover ? "打开 open" : "合上 closed", s.cover],
            ["切刀 Cutter", s.cutter ? "卡住 stuck" : "正常 fine", s.cutter],
            ["打印头 Head", s.hot ? "过热 hot" : "正常 fine", s.hot],
            ["钱箱 Drawer", (s.drawer ? "打开 open" : "关上 closed") + ", " + s.pulses + "×", false],
            ["蜂鸣 Beeps", s.beeps + "×", false],
            ["收到 Received", s.received + " B", false], ["缓冲 Buffered", s.buffered + " B", false],
            ["丢失 Lost", s.lost + " B", s.lost > 0]];
        }
        function says(s) {
          return !s.on ? "已关机 Off" : !s.paper ? "缺纸 Out of paper" : s.cover ? "上盖打开 Cover open" :
            s.cutter ? "切刀卡住 Cutter stuck" : s.coverError ? "等待恢复 Waits for recovery" : s.hot ? "过热 Head hot" :
            s.idle ? "就绪 Ready" : "打印中 Printing";
        }
        let shown = 0, drawn = -1, wasOut = null;
        async function look() {
          let s;
          try { s = await (await fetch("state")).json(); } catch { byId("lamp").className = ""; return; }
          byId("model").textContent = s.model;
          byId("lamp").className = s.online && s.cable ? "good" : "bad";
          byId("says").textContent = says(s);
          byId("counts").textContent = s.receipts + " 张 papers · " + s.rows + " 点行 rows of dots";
          byId("box").className = (s.cover ? "open " : "") + (s.on ? "" : "off");
          byId("unknown").textContent = s.unknown;
          byId("findings").textContent = s.findings.join("\\n");
          byId("state").replaceChildren(...rows(s).map(([label, value, bad]) => {
            const item = document.createElement("li");
            item.className = bad ? "bad" : "";
            item.append(label, Object.assign(document.createElement("span"), { textContent: value }));
            return item;
          }));
          if (s.rows !== drawn || s.hasPaperOut !== wasOut) {
            drawn = s.rows; wasOut = s.hasPaperOut;
            if (s.hasPaperOut) {
              const image = new Image();
              image.src = "paper/now.png?" + s.rows;
              await image.decode().then(() => byId("out").replaceChildren(image), () => {});
            } else byId("out").replaceChildren();
          }
          for (; shown < s.receipts; shown++) {
            const figure = document.createElement("figure"), caption = document.createElement("figcaption"), n = shown + 1;
            const image = Object.assign(new Image(), { src: "paper/" + n + ".png", alt: "paper " + n });
            await image.decode().catch(() => {});
            caption.append("第 " + n + " 张 · No. " + n);
            for (const kind of ["png", "svg", "txt"])
              caption.append(Object.assign(document.createElement("a"),
                { textContent: kind.toUpperCase(), href: "paper/" + n + "." + kind, target: "_blank" }));
            figure.append(image, caption);
            byId("tray").prepend(figure);
            while (byId("tray").children.length > 12) byId("tray").lastChild.remove();
          }
        }
        async function watch() { await look(); setTimeout(watch, 300); }
        watch();
        </script>
        </html>
        """
}
