<#ftl output_format="HTML">
<#import "frame.html.ftl" as frame>
<@frame.letter title="${name} ${word}" word=word headline=headline mood=mood signature=signature>
<div style="font-size:16px;font-weight:bold;overflow-wrap:anywhere">${cause}</div>
<#if meaning?has_content>
<div class="soft" style="color:#5b5f66">Meaning: ${meaning}.</div>
</#if>
<#if late?has_content>
<div class="soft" style="margin-top:8px;color:#5b5f66;overflow-wrap:anywhere">${late}</div>
</#if>
<#list items as item>
<div style="margin-top:14px;padding-left:10px;border-left:4px solid ${frame.colours[item.mood]}">
<div style="overflow-wrap:anywhere"><b>${item.name}</b> <span class="soft" style="color:#5b5f66;font-size:12px;font-weight:bold;letter-spacing:.04em">${item.word}</span></div>
<div style="overflow-wrap:anywhere">${item.cause}</div>
<#if item.next?has_content>
<div class="soft" style="color:#5b5f66;overflow-wrap:anywhere">${item.next}</div>
</#if>
</div>
</#list>
<#if unlisted != "0">
<div class="soft" style="margin-top:14px;color:#5b5f66">and ${unlisted} more</div>
</#if>
<#if done?has_content>
<div class="soft" style="${frame.label}">Actions taken</div>
<#list done as sentence>
<div style="overflow-wrap:anywhere">${sentence}</div>
</#list>
</#if>
<#if next?has_content>
<div class="soft" style="${frame.label}">Next step</div>
<div style="overflow-wrap:anywhere">${next}</div>
</#if>
<#if advice?has_content || acts?has_content || link?has_content>
<div class="soft" style="${frame.label}">What you can do</div>
<#list advice as one>
<div style="margin-top:4px">${one.sentence}</div>
<#if one.command?has_content>
<div class="box" style="margin:4px 0 8px;padding:7px 10px;border:1px solid #d9dce1;border-radius:6px;background:#f5f6f8;${frame.mono};overflow-wrap:anywhere">${one.command}</div>
</#if>
</#list>
<#list acts as act>
<div style="margin-top:8px"><a class="link" href="${act.url}" style="color:#0b57d0">${act.label}</a></div>
</#list>
<#if link?has_content>
<div style="margin-top:8px"><a class="link" href="${link}" style="color:#0b57d0">Open in Dogwatch</a></div>
</#if>
</#if>
<#if facts?has_content>
<div class="soft" style="${frame.label}">Facts</div>
<table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:14px">
<#list facts as fact>
<tr>
<td class="soft" style="padding:2px 14px 2px 0;color:#5b5f66;vertical-align:top;white-space:nowrap">${fact.label}</td>
<td style="padding:2px 0;vertical-align:top;overflow-wrap:anywhere">${fact.value}</td>
</tr>
</#list>
</table>
</#if>
<#if tail?has_content>
<div class="soft" style="${frame.label}">Last log lines</div>
<div class="box" style="padding:8px 10px;border:1px solid #d9dce1;border-radius:6px;background:#f5f6f8;${frame.mono};font-size:12px">
<#list tail as line>
<div style="margin:2px 0;padding-left:12px;text-indent:-12px;line-height:1.35;overflow-wrap:anywhere">${line}</div>
</#list>
</div>
</#if>
<#if files?has_content>
<div class="soft" style="${frame.label}">Attached</div>
<div style="overflow-wrap:anywhere">${files?join(", ")}</div>
</#if>
<#if leftOut != "0">
<div class="soft" style="color:#5b5f66">${leftOut} more were too large to attach; see them in Dogwatch.</div>
</#if>
</@frame.letter>
