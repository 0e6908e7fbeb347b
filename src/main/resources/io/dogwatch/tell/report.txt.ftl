<#ftl output_format="plainText">
${word}: ${headline}
${period}
<#if since?has_content>

${since}
</#if>
<#if repairs?has_content>

REPAIR THESE
<#list repairs as one>
  ${one.name} ${one.sentence}
</#list>
</#if>
<#if quarantined?has_content>

GIVEN UP, AND WAITING FOR A PERSON
  ${quarantined?join(", ")}
</#if>
<#if open?has_content>

OPEN NOW
<#list open as one>
  ${one.name} ${one.failure}
    since ${one.since}
</#list>
</#if>

IN ALL
  ${""?right_pad(32)} ${"now"?left_pad(11)} ${"before"?left_pad(11)}
<#list figures as one>
  ${one.label?right_pad(32)} ${one.value?left_pad(11)} ${one.before?left_pad(11)}
</#list>
<#if targets?has_content>

AVAILABILITY, THE WORST FIRST
<#list targets as one>
  ${one.availability?left_pad(8)} ${one.name}
           ${one.details}
</#list>
</#if>
<#if others?has_content>
  ${others}
</#if>
<#if logs?has_content || moreLogs?has_content>

LOGS THAT NOTHING BOUNDS
</#if>
<#if logs?has_content>
<#list logs as one>
  ${one.name} ${one.standing}
</#list>
  They are bounded when the container is created with:
      ${bound}
</#if>
<#if moreLogs?has_content>
  ${moreLogs}
</#if>
<#if link?has_content>

Look at Dogwatch's page:
    ${link}
</#if>

-- 
Dogwatch, ${signature}
