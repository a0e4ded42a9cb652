/** Every rule of the shopper's pages: the product's tokens by hand, system fonts only, one column at the thumb. */
export const STYLES = `
@property --h{syntax:"<integer>";inherits:false;initial-value:0}
@property --m{syntax:"<integer>";inherits:false;initial-value:0}
@property --s{syntax:"<integer>";inherits:false;initial-value:0}
:root{--paper:#fbfaf7;--surface:#fff;--ink:#1c1f26;--muted:#5b6270;--line:#e4e1da;--edge:#868b95;--indigo:#2b3a8c;--indigo-deep:#222e70;--indigo-soft:#eef0fa;--vermilion:#b93a20;--vermilion-soft:#fdefeb;--green:#1f7a4d;--amber:#8a5600;--amber-soft:#fdf4e1}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:16px/1.75 "Hiragino Sans","Hiragino Kaku Gothic ProN","Noto Sans JP","Noto Sans CJK JP","Yu Gothic UI",system-ui,sans-serif;line-break:strict;overflow-wrap:anywhere}
:lang(zh-Hans){font-family:"PingFang SC","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif}
:lang(ko){font-family:"Apple SD Gothic Neo","Noto Sans KR","Noto Sans CJK KR","Malgun Gothic",system-ui,sans-serif;word-break:keep-all}
:lang(en){line-height:1.55}
h1,p,dl,dd,fieldset{margin:0;padding:0;border:0}
a{color:var(--indigo)}
:focus-visible{outline:3px solid var(--indigo);outline-offset:2px}
.sandbox{background:var(--amber-soft);color:var(--amber);text-align:center;font-size:12px;font-weight:700;letter-spacing:.12em;padding:2px}
.top{display:flex;align-items:center;justify-content:space-between;gap:8px;width:100%;max-width:480px;margin:0 auto;padding:4px 20px}
.brand{display:flex;align-items:center;gap:6px;font-weight:700;font-size:15px;color:var(--indigo)}
.languages{display:flex;margin-right:-8px}
.languages a{display:inline-flex;align-items:center;min-height:44px;padding:0 8px;font-size:13px;color:var(--muted);text-decoration:none;white-space:nowrap}
.languages a[aria-current]{color:var(--ink);font-weight:700;box-shadow:inset 0 -2px var(--indigo)}
main{width:100%;max-width:480px;margin:0 auto;padding:4px 20px 20px;flex:1;display:flex;flex-direction:column}
.label,legend,.amount label{display:block;font-size:13px;line-height:1.5;color:var(--muted)}
.shop{padding:8px 0 14px;display:flow-root}
.logo{float:left;margin:2px 14px 0 0;border-radius:8px;background:#fff;object-fit:contain}
.shop h1{font-size:clamp(26px,8vw,34px);line-height:1.3;font-weight:700;font-feature-settings:"palt";text-wrap:balance;word-break:auto-phrase}
.latin{font-size:14px;color:var(--muted);letter-spacing:.02em}
form{flex:1;display:flex;flex-direction:column;gap:12px}
.amount{background:var(--surface);border:2px solid var(--line);border-radius:10px;padding:10px 16px 8px}
.amount:focus-within{border-color:var(--indigo)}
.amount.wrong,.wallets.wrong .choice{border-color:var(--vermilion)}
.figure{display:flex;align-items:baseline;gap:6px;font-variant-numeric:tabular-nums;font-weight:700}
.figure .sign{font-size:32px;line-height:1}
.figure input{flex:1;min-width:0;width:100%;border:0;padding:0;margin:0;background:none;color:inherit;font:inherit;font-size:clamp(48px,16vw,64px);line-height:1.3;text-align:right;font-variant-numeric:tabular-nums;letter-spacing:-.01em;border-radius:4px}
.figure input.long{font-size:clamp(36px,11.5vw,48px)}
.figure input:focus{outline:0}
.figure input::placeholder{color:#767c88;opacity:1}
.hint{font-size:12px;line-height:1.5;color:var(--muted);text-align:right;font-variant-numeric:tabular-nums}
.fault{background:var(--vermilion-soft);border-left:4px solid var(--vermilion);border-radius:4px;padding:8px 14px;font-size:15px}
.fault strong{color:var(--vermilion)}
.keys{display:grid;grid-template-columns:repeat(3,1fr);gap:8px}
.keys[hidden]{display:none}
.keys button{min-height:56px;border:1px solid var(--line);border-radius:10px;background:var(--surface);color:var(--ink);font:inherit;font-size:26px;font-weight:500;line-height:1;font-variant-numeric:tabular-nums;touch-action:manipulation;user-select:none;-webkit-user-select:none;cursor:pointer;display:grid;place-items:center}
.keys button:active{background:var(--indigo-soft);border-color:var(--indigo)}
.choices{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:8px;margin-top:4px}
.choice{position:relative;display:block;background:var(--surface);border:2px solid var(--line);border-radius:10px;padding:8px 34px 8px 8px;min-height:44px;cursor:pointer}
.choice:has(:checked){border-color:var(--indigo);background:var(--indigo-soft)}
.choice:has(:focus-visible){outline:3px solid var(--indigo);outline-offset:2px}
.choice input{position:absolute;right:12px;top:50%;width:20px;height:20px;margin:-10px 0 0;accent-color:var(--indigo)}
.choice small{display:block;font-size:12px;line-height:1.4;color:var(--muted)}
.wallet{display:inline-flex;align-items:center;gap:8px;font-weight:700;line-height:1.5}
.wallet .dot{display:grid;place-items:center;flex:none;width:24px;height:24px;border-radius:50%;background:var(--indigo);color:#fff;font-size:13px;line-height:1}
.w-ALIPAY_CN .dot{background:#0a62cf}
.choice .wallet{gap:6px;font-size:15px}.choice .dot{width:20px;height:20px;font-size:11px}.chosen{display:flex;align-items:center;gap:12px;min-height:44px;padding:0 2px}
.chosen a{margin-left:auto;display:inline-flex;align-items:center;min-height:44px;padding:0 4px;font-size:14px}
.go{position:sticky;bottom:0;margin:auto -20px 0;padding:10px 20px 12px;background:linear-gradient(rgb(251 250 247 / 0),var(--paper) 16px)}
.show-first{font-size:14px;line-height:1.55;text-align:center;padding-bottom:8px;text-wrap:balance;word-break:auto-phrase}
.primary{display:grid;place-items:center;width:100%;min-height:60px;border:0;border-radius:10px;background:var(--indigo);color:#fff;font:inherit;font-size:20px;font-weight:700;line-height:1.3;text-align:center;text-decoration:none;font-variant-numeric:tabular-nums;cursor:pointer;padding:8px 16px}
.primary:hover{background:var(--indigo-deep)}
.primary[aria-busy]{opacity:.7}
.foot{display:flex;flex-wrap:wrap;justify-content:center;gap:2px 12px;padding-top:4px;font-size:12px;line-height:1.5;color:var(--muted);text-align:center}
.foot .code{font-family:ui-monospace,Menlo,monospace;letter-spacing:.08em}
.notice{justify-content:center;align-items:center;text-align:center;gap:14px;padding-bottom:48px}
.notice h1{font-size:24px;line-height:1.45;text-wrap:balance;word-break:auto-phrase}
.notice h1 span{display:block}
.notice h1 .japanese+span{font-size:18px;font-weight:500}
.notice p{max-width:26em;text-wrap:pretty;word-break:auto-phrase}
.notice .primary{margin-top:12px}
.at{font-size:18px;font-weight:700}
.todo{font-weight:700}
.sign.stop{color:var(--vermilion)}
.sign.wait{color:var(--amber)}
.sign svg{display:block}
.track{opacity:.2}
.turn{transform-origin:24px 24px;animation:turn 1.1s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}
.sum{font-size:40px;line-height:1.2;font-weight:700;font-variant-numeric:tabular-nums}
.clerk{background:var(--amber-soft);color:#5e3b00;border-radius:10px;padding:10px 16px;font-weight:700}
.clerk span{display:block}
.clerk .japanese+span{font-weight:400}
.quiet{display:inline-flex;align-items:center;min-height:44px;padding:0 12px}
.usable p+p{display:flex;flex-wrap:wrap;justify-content:center;gap:8px 20px}
dl{width:100%}
dl div{display:flex;justify-content:space-between;gap:16px;padding:6px 0;font-size:14px}
dt{white-space:nowrap}
dd{text-align:right;font-variant-numeric:tabular-nums}
dl.plain{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:6px 16px}
dl.plain dt{color:var(--muted)}
.paid{background:var(--green);color:#fff;animation:stale 1ms linear forwards}.paid .tick{animation:gone 1ms linear forwards}@keyframes stale{to{background:#5b6270}}@keyframes gone{to{opacity:0}}
.paid .brand,.paid .languages a,.paid .languages a[aria-current],.paid .label{color:#fff}
.paid .languages a[aria-current]{box-shadow:inset 0 -2px #fff}
.paid :focus-visible{outline-color:#fff}
.receipt{align-items:center;text-align:center;gap:4px;justify-content:center}
.face{display:flex;flex-direction:column;align-items:center;gap:4px;width:100%}
#turn{position:absolute;opacity:0;width:1px;height:1px}#turn:checked+.face{transform:rotate(180deg)}
.turner{display:inline-flex;align-items:center;min-height:44px;margin-top:6px;padding:0 18px;border:2px solid rgb(255 255 255 / .65);border-radius:10px;font-weight:700;cursor:pointer}
#turn:focus-visible+.face .turner{outline:3px solid #fff;outline-offset:2px}
.tick svg{display:block}
.ring{stroke-dasharray:270;animation:ring .2s ease-out both}
@keyframes ring{from{stroke-dashoffset:270}to{stroke-dashoffset:0}}
.receipt h1{font-size:30px;line-height:1.35}
.receipt h1 span{display:inline-block;margin:0 .25em}
.total{font-size:clamp(60px,21vw,92px);line-height:1.1;font-weight:700;letter-spacing:-.02em;font-variant-numeric:tabular-nums;white-space:nowrap}
.receipt .to{font-size:24px;line-height:1.4;font-weight:700;text-wrap:balance;word-break:auto-phrase}
.show{display:flex;flex-direction:column;margin:14px 0 4px;padding:10px 20px;width:100%;background:#fff;color:#14532f;border-radius:10px;font-weight:700;font-size:20px;line-height:1.45}
.show span+span{font-size:16px}
.proof{display:grid;grid-template-columns:1fr 1fr;width:100%;gap:8px;margin:8px 0}
.proof>div{border:2px solid rgb(255 255 255 / .65);border-radius:10px;padding:6px 8px 8px}
.proof strong{display:block;font-size:34px;line-height:1.2;font-variant-numeric:tabular-nums;letter-spacing:.04em}
.clock{animation-name:hours,minutes,seconds;animation-duration:86400s,3600s,60s;animation-timing-function:steps(24),steps(60),steps(60);animation-iteration-count:infinite;counter-reset:h var(--h) m var(--m) s var(--s);letter-spacing:0!important}
.clock::before{content:counter(h,decimal-leading-zero) ":" counter(m,decimal-leading-zero) ":" counter(s,decimal-leading-zero)}
@keyframes hours{from{--h:0}to{--h:24}}
@keyframes minutes{from{--m:0}to{--m:60}}
@keyframes seconds{from{--s:0}to{--s:60}}
.receipt dl div{border-top:1px solid rgb(255 255 255 / .35)}
.small{font-size:13px}
@media (min-width:720px) and (min-height:700px){main,.top{max-width:520px}.top{padding-top:12px}}
@media (max-height:880px){.keys button{min-height:52px}form{gap:10px}.shop{padding:4px 0 10px}}
@media (max-height:700px){.keys button{min-height:48px}.shop{padding:2px 0 8px}form{gap:8px}}
@media (prefers-reduced-motion:reduce){.ring{animation:none}.turn{animation-duration:4s}}
`
  .replaceAll("\n", "")
  .trim();
