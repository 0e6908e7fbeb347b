<#ftl output_format="plainText">
${word}: ${headline}
${cause}
<#if meaning?has_content>
Meaning: ${meaning}.
</#if>
<#if late?has_content>

${late}
</#if>
<#list items as item>

${item.word}: ${item.name}
  ${item.cause}
<#if item.next?has_content>
  Next: ${item.next}
</#if>
</#list>
<#if unlisted != "0">

and ${unlisted} more
</#if>
<#if done?has_content>

ACTIONS TAKEN
<#list done as sentence>
  ${sentence}
</#list>
</#if>
<#if next?has_content>

NEXT STEP
  ${next}
</#if>
<#if advice?has_content>

WHAT YOU CAN DO
<#list advice as one>
  ${one.sentence}
<#if one.command?has_content>
      ${one.command}
</#if>
</#list>
</#if>
<#list acts as act>
  ${act.label}:
      ${act.url}
</#list>
<#if link?has_content>
  Open in Dogwatch:
      ${link}
</#if>
<#if facts?has_content>

FACTS
<#list facts as fact>
  ${fact.label?right_pad(14)} ${fact.value}
</#list>
</#if>
<#if tail?has_content>

LAST LOG LINES
<#list tail as line>
  | ${line}
</#list>
</#if>
<#if files?has_content>

ATTACHED
  ${files?join(", ")}
</#if>
<#if leftOut != "0">
  ${leftOut} more were too large to attach; see them in Dogwatch.
</#if>

-- 
Dogwatch, ${signature}
