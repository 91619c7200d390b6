package vn.hoixa.escalation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of cases. */
@Configuration
@EnableConfigurationProperties(CaseSettings.class)
class EscalationConfiguration {}
