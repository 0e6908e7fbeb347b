<#ftl output_format="plainText">
${word}: ${headline}
${period}
<#if since?has_content>

${since}
</#if>
<#if repairs?has_content>

FIX THESE
<#list repairs as one>
  ${one.name} ${one.sentence}
</#list>
</#if>
<#if quarantined?has_content>

QUARANTINED, MANUAL ACTION NEEDED
  ${quarantined?join(", ")}
</#if>
<#if open?has_content>

OPEN NOW
<#list open as one>
  ${one.name} ${one.failure}
    since ${one.since}
</#list>
</#if>

SUMMARY
  ${""?right_pad(32)} ${"now"?left_pad(11)} ${"before"?left_pad(11)}
<#list figures as one>
  ${one.label?right_pad(32)} ${one.value?left_pad(11)} ${one.before?left_pad(11)}
</#list>
<#if targets?has_content>

AVAILABILITY, LOWEST FIRST
<#list targets as one>
  ${one.availability?left_pad(8)} ${one.name}
           ${one.details}
</#list>
</#if>
<#if others?has_content>
  ${others}
</#if>
<#if logs?has_content || moreLogs?has_content>

LOGS WITHOUT A SIZE LIMIT
</#if>
<#if logs?has_content>
<#list logs as one>
  ${one.name} ${one.summary}
</#list>
  To limit them, recreate the container with:
      ${bound}
</#if>
<#if moreLogs?has_content>
  ${moreLogs}
</#if>
<#if link?has_content>

Open in Dogwatch:
    ${link}
</#if>

-- 
Dogwatch, ${signature}
