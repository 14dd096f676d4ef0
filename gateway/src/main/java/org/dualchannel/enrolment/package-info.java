/**
 * Three-fixed enrolment (定医院、定医师、定药品): one hospital, named physicians and one drug for one person,
 * valid for a year and reassessed within six months.
 */
package org.dualchannel.enrolment;
