<#ftl output_format="HTML">
<#import "frame.html.ftl" as frame>
<#assign cell = "padding:4px 8px 4px 0;vertical-align:top;overflow-wrap:anywhere">
<#assign number = "padding:4px 0 4px 8px;vertical-align:top;text-align:right;white-space:nowrap">
<#macro heading text><div class="soft" style="${frame.label}">${text}</div></#macro>
<@frame.letter title="${name} ${headline}" word=word headline=headline mood=mood signature=signature>
<div style="font-weight:bold">${period}</div>
<#if since?has_content>
<div class="soft" style="margin-top:6px;color:#5b5f66">${since}</div>
</#if>
<#if repairs?has_content>
<@heading "Fix these"/>
<#list repairs as one>
<div style="margin-top:4px;padding-left:10px;border-left:4px solid ${frame.colours.bad};overflow-wrap:anywhere"><b>${one.name}</b> ${one.sentence}</div>
</#list>
</#if>
<#if quarantined?has_content>
<@heading "Quarantined, manual action needed"/>
<div style="overflow-wrap:anywhere">${quarantined?join(", ")}</div>
</#if>
<#if open?has_content>
<@heading "Open now"/>
<#list open as one>
<div style="margin-top:4px;overflow-wrap:anywhere"><b>${one.name}</b> ${one.failure} <span class="soft" style="color:#5b5f66;white-space:nowrap">since ${one.since}</span></div>
</#list>
</#if>
<@heading "Summary"/>
<table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:14px;width:100%">
<tr><td></td><td class="soft" style="${number};color:#5b5f66">now</td><td class="soft" style="${number};color:#5b5f66">before</td></tr>
<#list figures as one>
<tr><td class="soft" style="${cell};color:#5b5f66">${one.label}</td><td style="${number};font-weight:bold">${one.value}</td><td class="soft" style="${number};color:#5b5f66">${one.before}</td></tr>
</#list>
</table>
<#if targets?has_content>
<@heading "Availability, lowest first"/>
<#list targets as one>
<div style="margin-top:8px;overflow-wrap:anywhere"><b>${one.availability}</b> ${one.name}</div>
<div class="soft" style="color:#5b5f66;font-size:13px">${one.details}</div>
</#list>
</#if>
<#if others?has_content>
<div style="margin-top:8px">${others}</div>
</#if>
<#if logs?has_content || moreLogs?has_content>
<@heading "Logs without a size limit"/>
</#if>
<#if logs?has_content>
<#list logs as one>
<div style="overflow-wrap:anywhere"><b>${one.name}</b> ${one.summary}</div>
</#list>
<div class="soft" style="margin-top:4px;color:#5b5f66">To limit them, recreate the container with:</div>
<div class="box" style="margin:4px 0 8px;padding:7px 10px;border:1px solid #d9dce1;border-radius:6px;background:#f5f6f8;${frame.mono};overflow-wrap:anywhere">${bound}</div>
</#if>
<#if moreLogs?has_content>
<div class="soft" style="color:#5b5f66">${moreLogs}</div>
</#if>
<#if link?has_content>
<div style="margin-top:18px"><a class="link" href="${link}" style="color:#0b57d0">Open in Dogwatch</a></div>
</#if>
</@frame.letter>
